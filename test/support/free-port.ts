// A port for a program that has to be told one, or that comes back on the one that it had.

export { freePort } from '../../service/src/store/postgres/testing/free-port.ts';
