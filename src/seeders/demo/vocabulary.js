'use strict';

/** What the demo's people are called, say of themselves and carry. Awkward on purpose here and there. */
const words = (text) => text.split(' ');
/** A weight, and the two parts of a name in the order the language puts them. */
const people = (weight, first, second, join = ' ') => [weight, [words(first), words(second), join]];

const LANGUAGES = [
  people(
    40,
    'Ada Grace Alan Edsger Barbara Ken Radia Margaret Linus Katherine Dennis Joan Tim Frances',
    'Lovelace Hopper Turing Liskov Thompson Perlman Hamilton Johnson Ritchie Clarke O’Neill Allen',
  ),
  people(
    16,
    'José Zoë Björn Łukasz Šárka Ñusta Françoise Ásdís Çağla Ørjan Anaïs Nguyễn',
    'Núñez Škvorecký Ångström Jiménez Wałęsa Dağdelen Müller-Großmann d’Hérelle Þórsson Đurić',
  ),
  people(8, '王 李 张 刘 陈 杨 黄 赵 欧阳 司马', '伟 秀英 敏 静 丽 强 磊 芳 洋 艳', ''),
  people(7, '佐藤 鈴木 高橋 田中 渡辺 伊藤 小笠原', '陽翔 さくら 蓮 結衣 ハルト 美咲 葵'),
  people(5, '김 이 박 최 정 남궁', '민준 서연 지훈 하은 도윤 수아', ''),
  people(8, 'محمد فاطمة يوسف مريم عمر ليلى حسن نور', 'الفاسي حداد النجار المصري خوري'),
  people(5, 'נועה דוד תמר יונתן מיכל אורי', 'כהן לוי מזרחי פרידמן בן־דוד'),
  people(5, 'Анна Дмитрий Ольга Сергій Любовь Євген', 'Шевченко Ковальчук Достоевский Щербак'),
  people(3, 'प्रिया अर्जुन काव्या रोहन', 'शर्मा पटेल क्षत्रिय द्विवेदी'),
  people(2, 'สมชาย วิไล ปรีชา น้ำฝน', 'ใจดี ศรีสุข รัตนพันธุ์'),
  people(1, 'Ελένη Γιώργος Σοφία', 'Παπαδόπουλος Αγγέλου'),
];

/** Every 250th person has one of these: what columns, quoting and terminals trip over. */
const AWKWARD_NAMES = [
  'X',
  "Robert'); DROP TABLE users;--",
  'Zoë 🦊 (she/her)',
  '👩‍👩‍👧 Family account 👍🏽🇺🇦',
  'e\u0301lodie, with a combining accent',
  'Eve \u202eregnarts\u202c Override',
  'Maria-Theodora Alexandra Konstantina von und zu Hohenberg-Schwarzenstein, known to everybody here as Theo',
  'back\\slash "quoted" \'single\' 100%',
  'محمد Smith 王',
  'NULL',
];

const SENTENCES = [
  'Up at six, tea before email.',
  'Learning to keep one promise to myself a day. ✨',
  'Ran my first 10K in March; the second one hurt less. 🏃🏽‍♀️',
  'I write three lines in the evening and call it a journal.',
  '毎朝、白湯を一杯。続けることが目標です。',
  '早睡早起，每天读书半小时。',
  'أحاول أن أمشي كل يوم نصف ساعة قبل العمل.',
  'שגרה קטנה עדיפה על כוונה גדולה.',
  'Не больше трёх дел в день, и одно из них — прогулка.',
  'My kids say "again!" and so I do it again.',
  "Don't ask about week two; week two doesn't count.",
  'Notes live in C:\\rituals\\drafts, 100% honest.',
];
/** A bio somebody pasted from a terminal: it must be shown, never obeyed. */
const PASTED_BIO = 'Streak: \u001b[31m12 days\u001b[0m\tand counting\u0007\r\n\u001b]0;my title\u0007';

const TOPICS = words('mindfulness running reading sleep hydration journaling gratitude cold-showers');
const ZONES = words('Europe/London America/New_York Asia/Tokyo Africa/Cairo Asia/Kolkata America/Sao_Paulo');
const LOCALES = words('en en-GB fr de ja zh-Hans ar he uk hi pt-BR');
const TIMES = words('06:00 06:30 07:15 08:00 12:30 18:45 21:00 22:30');
const WEEKDAYS = words('mon tue wed thu fri sat sun');
const ADDRESSES = [
  '192.0.2.',
  '198.51.100.',
  '203.0.113.',
  '10.20.30.',
  '2001:db8::',
  '2001:db8:85a3::8a2e:',
];

/** A weight; the platform, what its devices are called, and the systems they run. */
const PLATFORMS = [
  [38, ['ios', ['iPhone 15', 'iPhone 13 mini', 'iPad Air', '我的手机'], ['17.2.1', '18.1', '16.7.8']]],
  [34, ['android', ['Pixel 8', 'Galaxy S24', 'هاتف العمل', 'Fairphone 5'], ['13', '14', '15 QPR1']]],
  [20, ['web', ['Firefox', 'Chrome', 'Safari', 'Library computer'], [null, 'Windows 11', 'Ubuntu 24.04']]],
  [8, ['desktop', ['MacBook Pro', 'ThinkPad X1', 'Steam Deck 🎮'], ['macOS 14.4', 'Windows 11']]],
];

module.exports = {
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
};
