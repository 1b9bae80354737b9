// A moment in RFC 3339, as `format: date-time` has it; its parts are checked, because `Date` takes the 30th of February for
// a day in March.

const SHAPE = /^(\d{4}-\d\d-\d\d)[t\s](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d)(?::?(\d\d))?)$/i;

/** Whether a text is a moment. A second 60 is one where leap seconds are: at the end of a day in UTC. */
export function dateTime(text: string): boolean {
  const [, day, hours, minutes, seconds, sign, offsetHours = '0', offsetMinutes = '0'] =
    SHAPE.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return false;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  const [awayHours, awayMinutes] = [Number(offsetHours), Number(offsetMinutes)];
  if (awayHours > 23 || awayMinutes > 59 || hour > 23 || minute > 59 || second > 60) return false;
  if (second < 60) return true;
  const away = (awayHours * 60 + awayMinutes) * (sign === '-' ? -1 : 1);
  return (hour * 60 + minute - away + 1) % (24 * 60) === 0;
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
