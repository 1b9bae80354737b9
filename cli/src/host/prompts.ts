// The library that asks people, as a part that stays unread until somebody is asked.
export { confirm, isCancel, password } from '@clack/prompts';
