import type { SystemReport } from './report.ts';

/** date_time: the machine's own clock and zone; the iso8601 fields are in UTC. */
export function dateTimeFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const fields = report.sections.get('date')?.[0]?.split('|') ?? [];
  const [year = '', month = '', day = '', hour = '', minute = '', second = '', nanoseconds = ''] = fields;
  const [epoch = '0', offset = '', zone = '', weekday = '', weekdayNumber = '', week = ''] = fields.slice(7);
  // Only GNU's date knows %N.
  const micro = /^\d{9}$/.test(nanoseconds) ? nanoseconds.slice(0, 6) : '000000';
  const utc = new Date(Number(epoch) * 1000).toISOString().slice(0, 19);
  const local = `${year}${month}${day}T${hour}${minute}${second}`;
  return {
    date_time: {
      year,
      month,
      day,
      hour,
      minute,
      second,
      date: `${year}-${month}-${day}`,
      time: `${hour}:${minute}:${second}`,
      epoch,
      epoch_int: epoch,
      iso8601: `${utc}Z`,
      iso8601_micro: `${utc}.${micro}Z`,
      iso8601_basic: `${local}${micro}`,
      iso8601_basic_short: local,
      tz: zone,
      tz_dst: zone,
      tz_offset: offset,
      weekday,
      weekday_number: weekdayNumber,
      weeknumber: week,
    },
  };
}
