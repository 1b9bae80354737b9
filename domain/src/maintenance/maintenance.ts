// The maintenance settings of a cluster as a whole: window, automatic patches, exclusions.
import { error, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import {
  checkInteger,
  checkList,
  checkObject,
  checkString,
  isAbsent,
  type JsonObject,
  show,
} from '../values/read.ts';
import { parseTimestamp } from '../values/time.ts';
import { DAYS, isDay } from './days.ts';
import { timeZone } from './time-zone.ts';
import { exclusionInterval, parseStartTime, WINDOW_MINUTES_MAX, WINDOW_MINUTES_MIN } from './window.ts';

/** Checks the maintenance settings of a cluster. */
export function checkMaintenance(maintenance: unknown, pointer = '/maintenance'): readonly Finding[] {
  return checkObject(maintenance, pointer, 'maintenance', (object) => {
    const exclusions = at(pointer, 'exclusions');
    return [
      ...checkObject(object['window'], at(pointer, 'window'), 'window', (window) =>
        checkWindow(window, at(pointer, 'window')),
      ),
      ...checkAutoPatch(object, pointer),
      ...checkList(object['exclusions'], exclusions, 'exclusions', (list) =>
        list.flatMap((each, index) => checkExclusion(each, at(exclusions, index))),
      ),
    ];
  });
}

function checkWindow(window: JsonObject, pointer: string): readonly Finding[] {
  return [
    ...checkDays(window['days'], at(pointer, 'days')),
    ...checkString(window['startTime'], at(pointer, 'startTime'), 'startTime', (text) =>
      parseStartTime(text) === undefined
        ? [
            error(
              at(pointer, 'startTime'),
              'invalid_value',
              `startTime ${show(text)} is not a time of day; write it as "HH:MM", such as "03:30".`,
            ),
          ]
        : [],
    ),
    ...checkInteger(
      window['durationMinutes'],
      at(pointer, 'durationMinutes'),
      'durationMinutes',
      (minutes) =>
        minutes >= WINDOW_MINUTES_MIN && minutes <= WINDOW_MINUTES_MAX
          ? []
          : [
              error(
                at(pointer, 'durationMinutes'),
                'out_of_range',
                `durationMinutes must be ${WINDOW_MINUTES_MIN} to ${WINDOW_MINUTES_MAX}, not ${minutes}.`,
              ),
            ],
    ),
    ...checkString(window['timeZone'], at(pointer, 'timeZone'), 'timeZone', (name) =>
      timeZone(name) === undefined
        ? [
            error(
              at(pointer, 'timeZone'),
              'invalid_time_zone',
              `There is no time zone ${show(name)}; use an IANA name such as "Europe/Zurich".`,
            ),
          ]
        : [],
    ),
  ];
}

function checkDays(days: unknown, pointer: string): readonly Finding[] {
  return checkList(days, pointer, 'days', (list) => {
    if (list.length === 0) {
      const detail = 'The window needs at least one day; without a window, remove it as a whole.';
      return [error(pointer, 'invalid_value', detail, DAYS)];
    }
    return list.flatMap((day, index) =>
      checkString(day, at(pointer, index), 'A day', (text) =>
        isDay(text)
          ? []
          : [
              error(
                at(pointer, index),
                'invalid_value',
                `${show(text)} is not a day; write one of ${DAYS.join(', ')}.`,
                DAYS,
              ),
            ],
      ),
    );
  });
}

function checkAutoPatch(maintenance: JsonObject, pointer: string): readonly Finding[] {
  if (maintenance['autoPatch'] !== true || !isAbsent(maintenance['window'])) return [];
  const detail = 'autoPatch has no window to run in; add maintenance.window, or turn autoPatch off.';
  return [error(at(pointer, 'autoPatch'), 'maintenance_without_window', detail)];
}

function checkExclusion(exclusion: unknown, pointer: string): readonly Finding[] {
  return checkObject(exclusion, pointer, 'An exclusion', (object) => {
    const findings = ['start', 'end'].flatMap((field) =>
      checkString(object[field], at(pointer, field), field, (text) =>
        parseTimestamp(text) === undefined
          ? [
              error(
                at(pointer, field),
                'invalid_timestamp',
                `${field} ${show(text)} is not a timestamp; write it as "2026-12-24T00:00:00Z".`,
              ),
            ]
          : [],
      ),
    );
    const known = typeof object['start'] === 'string' && typeof object['end'] === 'string';
    if (findings.length > 0 || !known || exclusionInterval(object) !== undefined) return findings;
    return [error(at(pointer, 'end'), 'invalid_exclusion', 'The exclusion must end after it starts.')];
  });
}
