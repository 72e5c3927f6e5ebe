// @ts-check
/** Instants of the policy's zone, as the tool writes them: local time with its offset. */

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {string} text */
export const at = (text) => Date.parse(text);

/** The local date and time of an instant, such as "Mon 2 Mar 2026 10:00". @param {string} text */
export function written(text) {
  const [year, month, day, hour, minute] = text.split(/[-T:+]/).map(Number);
  const weekday = days[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${weekday} ${day} ${months[month - 1]} ${year} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The same of an instant that is no text yet, in the zone of the policy as far as this browser knows it. @param {number} instant @param {string} zone */
export function local(instant, zone) {
  try {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(instant).map((part) => [part.type, part.value]));
    return written(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:00+00:00`);
  } catch {
    return new Date(instant).toISOString();
  }
}

/** Open time in days, hours and minutes. @param {number} seconds */
export function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  const parts = [[Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']].filter(([many]) => Number(many) > 0);
  return parts.length === 0 ? '0 min' : parts.map(([many, unit]) => `${many} ${unit}`).join(' ');
}
