import type { Duration, Factor, Interval } from '../api/bindings';
import { i18n, t, word } from './i18n.svelte';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${i18n.locale}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.NumberFormat(i18n.locale, options);
  cache.set(key, known);
  return known as Intl.NumberFormat;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${i18n.locale}${JSON.stringify(options)}`;
  const known = cache.get(key) ?? new Intl.DateTimeFormat(i18n.locale, options);
  cache.set(key, known);
  return known as Intl.DateTimeFormat;
}

/** A number for reading. */
export const number = (value: number, digits = 2): string => numbers({ maximumFractionDigits: digits }).format(value);

/** A share between 0 and 1 with two decimals: `0.90`. */
export const share = (value: number): string => numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);

/** A share between 0 and 1 as a percentage. */
export const percent = (value: number): string => numbers({ style: 'percent', maximumFractionDigits: 1 }).format(value);

/** An amount of US dollars. */
export const dollars = (value: number): string => numbers({ style: 'currency', currency: 'USD', maximumFractionDigits: value < 100 ? 2 : 0 }).format(value);

/** Microseconds as milliseconds: whole ones, or one decimal under ten. */
export const milliseconds = (micros: number): string => numbers({ maximumFractionDigits: micros < 9950 ? 1 : 0 }).format(micros / 1000);

/** A factor to two significant digits: `36×`, `0.84×`, `7.2×`. */
export function times(value: number): string {
  const two = Number(value.toPrecision(2));
  const decimals = two >= 10 ? 0 : value >= 1 ? 1 : 2;
  return `${numbers({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(two)}×`;
}

/** A factor with its range: `24–36×`; one figure when both ends read the same. */
export function factor(value: Factor): string {
  const low = times(value.min);
  const high = times(value.max);
  return low === high ? high : `${low.slice(0, -1)}–${high}`;
}

/** An interval of plain numbers: `12–18`, or `6`. */
export const interval = (value: Interval): string => (value.min === value.max ? number(value.min) : `${number(value.min)}–${number(value.max)}`);

/** A duration with its unit: `12–18 months`. */
export const duration = (value: Duration): string => t().record.durationOf(interval(value), word('unit', value.unit), value.max);

/** People: `6 people`. */
export const people = (value: Interval): string => t().record.people(interval(value), value.max);

/** A date as precise as it is known: `2025`, `December 2025`, `3 December 2025`. */
export function partialDate(text: string | null | undefined, month: 'long' | 'short' = 'long'): string {
  if (!text) return '';
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text);
  if (!match) return text;
  const [, year, monthOf, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(monthOf ?? 1) - 1, Number(day ?? 1)));
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' };
  if (monthOf) options.month = month;
  if (day) options.day = 'numeric';
  return dates(options).format(date);
}

/** An age in months: `20 mo`. */
export const age = (months: number): string => t().time.mo(Math.round(months));

/** A moment: the time today, otherwise the day. */
export function moment(unix: number, now: number): string {
  const date = new Date(unix);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return dates({ hour: '2-digit', minute: '2-digit' }).format(date);
  const sameYear = date.getFullYear() === today.getFullYear();
  return dates(sameYear ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' }).format(date);
}

/** A moment to the minute. */
export const timestamp = (unix: number): string => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(unix));

/** A list of words: `a, b, c`; empty ones are left out. */
export const list = (items: readonly (string | null | undefined | false | 0)[]): string => items.filter(Boolean).join(i18n.language === 'zh' ? '、' : ', ');

/** Several things said of one: `Airbnb, March 2025`; empty ones are left out. */
export const line = (items: readonly (string | null | undefined | false | 0)[]): string => items.filter(Boolean).join(i18n.language === 'zh' ? '，' : ', ');
