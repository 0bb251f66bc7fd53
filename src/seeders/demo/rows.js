'use strict';

/**
 * A platform to look at: 5,000 people of many languages, their permissions, and 12,000 devices. Nothing here depends on
 * the clock or on chance: every run, on every machine, writes the same rows. Some rows are awkward on purpose.
 */
const { createHash } = require('node:crypto');
const { chance } = require('./chance.js');
const {
  ADDRESSES,
  AWKWARD_NAMES,
  LANGUAGES,
  LOCALES,
  PASTED_BIO,
  PLATFORMS,
  SENTENCES,
  TIMES,
  TOPICS,
  WEEKDAYS,
  ZONES,
} = require('./vocabulary.js');

const USER_COUNT = 5_000;
const DEVICE_COUNT = 12_000;

const ADMIN_ROLE_ID = '550e8400-e29b-41d4-a716-446655440002';
const USER_ROLE_ID = '550e8400-e29b-41d4-a716-446655440003';
// bcrypt, cost 10, of "DemoPass123": one for all, as computing 5,000 of them takes minutes.
const PASSWORD_HASH = '$2b$10$C6zXEI6gBcddP709Z2OUoO6uXv10vT2IKDHu3z7RtmNrNpbZ4sghO';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OPENING = Date.parse('2024-01-09T12:00:00Z');
const TODAY = Date.parse('2026-01-09T12:00:00Z');
/** A hundred accounts came over from another platform in one instant: their created_at does not tell them apart. */
const IMPORT = Date.parse('2024-06-01T00:00:00Z');
const isImported = (number) => number > 100 && number <= 200;

/** The id of the numbered row of a kind: shaped like a UUID of version 5, and known without asking the database. */
function idOf(kind, number) {
  const hex = createHash('sha1').update(`rituality demo ${kind} ${number}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const idsOf = (kind, count) => Array.from({ length: count }, (_, index) => idOf(kind, index + 1));
const between = (start, end, dice) => start + (end - start) * dice.next();
const at = (time) => (time === null ? null : new Date(Math.round(time)));

function nameOf(number, dice) {
  const [first, second, join] = dice.weighted(LANGUAGES);
  const name = dice.from(first) + join + dice.from(second) + (dice.percent(2) ? ' 🌱' : '');
  return number % 250 === 0 ? AWKWARD_NAMES[(number / 250 - 1) % AWKWARD_NAMES.length] : name;
}

/** Unique by its number; the letters before it only make it readable. */
function emailOf(number, name) {
  const letters = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.')
    .slice(0, 40);
  return `${letters || 'member'}.${String(number).padStart(4, '0')}@demo.rituality.com`;
}

function bioOf(number, dice) {
  if (number === 42) return PASTED_BIO;
  const paragraph = () => dice.some(SENTENCES, 3 + dice.below(6)).join(' ');
  return dice.weighted([
    [40, () => null],
    [2, () => ''],
    [46, () => dice.some(SENTENCES, 1 + dice.below(2)).join(' ')],
    [10, () => Array.from({ length: 3 }, paragraph).join('\n\n')],
    [2, () => Array.from({ length: 25 }, paragraph).join('\n\n')],
  ])();
}

function userOf(number, dice) {
  const name = nameOf(number, dice);
  const createdAt = isImported(number) ? IMPORT : OPENING + (TODAY - OPENING) * Math.sqrt(dice.next());
  const status = dice.weighted([
    [78, 'active'],
    [9, 'pending'],
    [9, 'inactive'],
    [4, 'suspended'],
  ]);
  const isClosed = dice.percent(5);
  const isRemoved = isClosed ? dice.percent(60) : dice.percent(1);
  const removedAt = isRemoved ? between(createdAt, TODAY, dice) : null;
  const end = removedAt ?? TODAY;
  const isVerified = status !== 'pending' && dice.percent(88);
  const birth = dice.percent(45)
    ? at(Date.UTC(1945 + dice.below(63), dice.below(12), 1 + dice.below(28)))
    : null;
  const isOnboarded = dice.percent(70);
  const verifiedAt =
    isVerified && !isImported(number)
      ? between(createdAt, Math.min(createdAt + 90 * MINUTE, end), dice)
      : null;
  return {
    id: idOf('user', number),
    role_id: number % 500 === 1 ? ADMIN_ROLE_ID : USER_ROLE_ID,
    email: emailOf(number, name),
    password_hash: PASSWORD_HASH,
    name,
    status,
    deleted: isClosed,
    email_verified: isVerified,
    email_verified_at: at(verifiedAt),
    onboarding_completed: isOnboarded,
    birth_date: birth && birth.toISOString().slice(0, 10),
    bio: bioOf(number, dice),
    last_login_at: dice.percent(85) ? at(between(createdAt, end, dice)) : null,
    created_at: at(createdAt),
    updated_at: at(removedAt ?? between(createdAt, end, dice)),
    deleted_at: at(removedAt),
  };
}

function preferencesOf(dice) {
  if (dice.percent(6)) return {};
  const reminder = () => ({
    topic: dice.from(TOPICS),
    at: dice.from(TIMES),
    days: WEEKDAYS.filter(() => dice.percent(60)),
  });
  return {
    theme: dice.from(['system', 'light', 'dark', 'sépia']),
    locale: dice.from(LOCALES),
    timeZone: dice.from(ZONES),
    quietHours: dice.percent(50) ? { from: '22:00', to: dice.from(TIMES) } : null,
    reminders: Array.from({ length: dice.below(4) }, reminder),
    greeting: dice.percent(10) ? dice.from(SENTENCES) : undefined,
  };
}

function permissionOf(number, user, dice) {
  return {
    id: idOf('permission', number),
    user_id: user.id,
    notifications_enabled: dice.percent(82),
    email_notifications: dice.percent(60),
    push_notifications: dice.percent(75),
    marketing_emails: dice.percent(20),
    location_access: dice.percent(30),
    health_access: dice.percent(25),
    profile_visibility: dice.from(['public', 'friends', 'friends', 'private']),
    reminder_time: dice.percent(70) ? `${dice.from(TIMES)}:00` : null,
    daily_reminder_limit: dice.below(25),
    muted_topics: `{${TOPICS.filter(() => dice.percent(10)).join(',')}}`,
    preferences: JSON.stringify(preferencesOf(dice)),
    created_at: user.created_at,
    updated_at: user.updated_at,
    deleted_at: user.deleted_at,
  };
}

function detailsOf(name, dice) {
  if (dice.percent(30)) return null;
  return {
    model: name,
    screen: {
      width: dice.from([390, 412, 1440, 2560]),
      height: dice.from([844, 915, 900, 1440]),
      scale: dice.from([1, 2, 3]),
    },
    battery: dice.percent(60) ? { level: dice.below(101) / 100, isCharging: dice.percent(30) } : null,
    features: dice.some(['widgets', 'watch', 'health', 'offline', 'siri'], dice.below(4)),
    lastError: dice.percent(5) ? { code: 'E_SYNC', message: 'Délai dépassé ⏱', tries: [1, 2, 4] } : undefined,
  };
}

function pushTokenOf(platform, dice) {
  if (platform === 'ios') return dice.text('0123456789abcdef', 64);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return platform === 'android' ? `${dice.text(letters, 22)}:APA91b${dice.text(letters, 134)}` : null;
}

function deviceOf(number, user, dice) {
  const [platform, names, systems] = dice.weighted(PLATFORMS);
  const name = dice.from(names);
  const osVersion = dice.from(systems);
  const isActive = dice.percent(72);
  const leftAt = user.deleted_at?.getTime() ?? null;
  const createdAt = between(user.created_at.getTime(), leftAt ?? TODAY, dice);
  const removedAt = leftAt ?? (dice.percent(5) ? between(createdAt, TODAY, dice) : null);
  const seenAt = dice.percent(93) ? between(createdAt, removedAt ?? TODAY, dice) : null;
  const appVersion = platform === 'web' ? null : `${1 + dice.below(4)}.${dice.below(20)}.${dice.below(10)}`;
  const details = detailsOf(name, dice);
  return {
    id: idOf('device', number),
    user_id: user.id,
    name,
    platform,
    os_version: osVersion,
    app_version: appVersion,
    is_active: isActive,
    push_token: isActive ? pushTokenOf(platform, dice) : null,
    ip_address: seenAt === null ? null : dice.from(ADDRESSES) + (1 + dice.below(9)) + dice.below(10),
    user_agent:
      seenAt === null
        ? null
        : `Rituality/${appVersion ?? 'web'} (${name}; ${osVersion ?? 'unknown'}) Mozilla/5.0`,
    last_seen_at: at(seenAt),
    session_expires_at: seenAt !== null && dice.percent(80) ? at(seenAt + 30 * DAY) : null,
    // Now and then more than a JavaScript number can tell apart.
    synced_bytes: dice.percent(1) ? '9007199254740993' : String(dice.below(2 ** 32)),
    details: details && JSON.stringify(details),
    created_at: at(createdAt),
    updated_at: at(removedAt ?? seenAt ?? createdAt),
    deleted_at: at(removedAt),
  };
}

/** How many devices each user has: few or none, except the first, a collector who has all that is left. */
function deviceCounts(dice) {
  const likelihoods = [7, 23, 28, 22, 12, 8].map((weight, count) => [weight, count]);
  const counts = Array.from({ length: USER_COUNT }, () => dice.weighted(likelihoods));
  counts[0] = 0;
  counts[0] = DEVICE_COUNT - counts.reduce((sum, count) => sum + count, 0);
  return counts;
}

/** All the rows, by table; parents come first. Columns are named as in the database, JSON and arrays are text already. */
function demoRows() {
  const dice = chance(20260109);
  const users = Array.from({ length: USER_COUNT }, (_, index) => userOf(index + 1, dice));
  const permissions = users.map((user, index) => permissionOf(index + 1, user, dice));
  const owners = deviceCounts(dice).flatMap((count, index) =>
    Array.from({ length: count }, () => users[index]),
  );
  const devices = owners.map((user, index) => deviceOf(index + 1, user, dice));
  return { users, user_permissions: permissions, user_devices: devices };
}

/** The ids of those rows, by table; children come first. */
function demoIds() {
  return {
    user_devices: idsOf('device', DEVICE_COUNT),
    user_permissions: idsOf('permission', USER_COUNT),
    users: idsOf('user', USER_COUNT),
  };
}

module.exports = { demoIds, demoRows };
