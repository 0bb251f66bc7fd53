import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeFilter, type CompletionNames } from '../../../src/queries/filter/complete-filter.ts';
import { namesOfModel, namesOfTable } from '../../../src/queries/filter/completion-names.ts';
import { parseFilter } from '../../../src/queries/filter/parse-filter.ts';
import { describeModels } from '../../../src/schema/describe-models.ts';
import type { OpenedQueries } from '../opened-queries.ts';
import { openCompanyQueries, openLibraryQueries } from '../opened-queries.ts';

let library: OpenedQueries<{ readonly sequelize: Parameters<typeof describeModels>[0] }>;
let company: typeof library;
beforeAll(async () => {
  [library, company] = await Promise.all([openLibraryQueries(), openCompanyQueries()]);
});
afterAll(async () => {
  await Promise.all([library.close(), company.close()]);
});

function modelNames(name: string): CompletionNames {
  const { sequelize } =
    name in library.application.sequelize.models ? library.application : company.application;
  const names = namesOfModel(describeModels(sequelize), name);
  if (names === null) throw new Error(`no model ${name}`);
  return names;
}

/** `|` is the cursor. Each candidate as the text would stand with it. */
async function completed(marked: string, names: CompletionNames): Promise<readonly string[]> {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, candidates } = await completeFilter(text, cursor, names);
  return candidates.map((candidate) => `${text.slice(0, from)}${candidate.text}${text.slice(to)}`);
}

describe('completion of a filter', () => {
  test.each([
    ['Book', 'tit|', ['title']],
    ['Book', 'TIT|', ['title']],
    ['Book', 'pri|', ['price', 'inPrint']],
    ['Book', 'aut|', ['authorKey', 'author.']],
    ['Book', 'lab|', []],
    ['Book', 'title|', []],
    ['Book', 'pa| = 3', ['pages = 3']],
    ['Book', 'pa|xyz = 3', ['pages = 3']],
    [
      'Book',
      'author.|',
      [
        'author.key',
        'author.penName',
        'author.mentorKey',
        'author.books.',
        'author.pupil.',
        'author.mentor.',
      ],
    ],
    ['Book', 'author.mentor.pen|', ['author.mentor.penName']],
    ['Book', 'nothing.pen|', []],
    ['Book', 'title.x|', []],
    ['Book', 'reviews(st|', ['reviews(stars']],
    ['Book', 'reviews(stars = 1 and subject.gen|', ['reviews(stars = 1 and subject.genre']],
    ['Book', 'reviews(stars = 1) and gen|', ['reviews(stars = 1) and genre']],
    [
      'Book',
      'genre |',
      [
        'genre =',
        'genre !=',
        'genre in',
        'genre not in',
        'genre ~',
        'genre !~',
        'genre is null',
        'genre is not null',
      ],
    ],
    ['Book', 'genre n|', ['genre not in', 'genre is null', 'genre is not null']],
    ['Book', 'genre is n|', ['genre is null', 'genre is not null']],
    ['Book', 'genre is not |', ['genre is not null']],
    ['Book', 'genre !|', ['genre !=', 'genre !~']],
    ['Book', 'genre = |', ['genre = novel', 'genre = poem', 'genre = "science fiction"', 'genre = null']],
    ['Book', 'genre =|', ['genre =novel', 'genre =poem', 'genre ="science fiction"', 'genre =null']],
    ['Book', 'genre = sci|', ['genre = "science fiction"']],
    ['Book', 'genre = "sci|', ['genre = "science fiction"']],
    ['Book', "genre = 'sci|", ['genre = "science fiction"']],
    ['Book', 'genre in (novel, p|', ['genre in (novel, poem']],
    ['Book', 'genre in |', ['genre in (']],
    ['Book', 'genre in (novel |', ['genre in (novel )']],
    ['Book', 'genre not |', ['genre not in', 'genre not between']],
    [
      'Book',
      'inPrint |',
      ['inPrint and', 'inPrint or', 'inPrint =', 'inPrint !=', 'inPrint is null', 'inPrint is not null'],
    ],
    ['Book', 'inPrint = t|', ['inPrint = true']],
    ['Book', 'not inP|', ['not inPrint']],
    [
      'Book',
      'reviewedAt > |',
      ['reviewedAt > 1h', 'reviewedAt > 1d', 'reviewedAt > 7d', 'reviewedAt > 1mo', 'reviewedAt > 1y'],
    ],
    ['Book', 'publishedOn > 7|', ['publishedOn > 7d']],
    ['Book', 'author |', ['author is null', 'author is not null', 'author (']],
    ['Book', 'pages between 1 |', ['pages between 1 and']],
    ['Book', 'title = x |', ['title = x and', 'title = x or']],
    ['Book', 'title = x a|', ['title = x and']],
    ['Book', '(title = x |', ['(title = x and', '(title = x or', '(title = x )']],
    [
      'Book',
      'title = x or a|',
      [
        'title = x or address',
        'title = x or authorKey',
        'title = x or author.',
        'title = x or reviewedAt',
        'title = x or deletedAt',
      ],
    ],
    ['Book', 'ubl|', ['publishedOn']],
    ['Book', 'title = x|', []],
    [
      'Book',
      'details.theme |',
      [
        'details.theme and',
        'details.theme or',
        'details.theme =',
        'details.theme !=',
        'details.theme ~',
        'details.theme !~',
        'details.theme in',
        'details.theme not in',
        'details.theme <',
        'details.theme <=',
        'details.theme >',
        'details.theme >=',
        'details.theme between',
        'details.theme is null',
        'details.theme is not null',
      ],
    ],
    ['Book', 'scan |', ['scan is null', 'scan is not null']],
    ['Book', 'title = "a" ) |', []],
    ['Book', '= |', []],
    ['Book', 'title = "a"|', []],
    ['Person', 'sent|', ['"sent mail".']],
    ['Person', '"sen|', ['"sent mail".']],
    ['Person', '"sent mail".bo|', ['"sent mail".body']],
    ['Person', 'an|', ['"and".']],
    ['Person', 'badges(people.team.na|', ['badges(people.team.name']],
  ])('of %s: %s', async (model, marked, expected) => {
    await expect(completed(marked, modelNames(model))).resolves.toEqual(expected);
  });

  test('begins with every attribute, association and not', async () => {
    const found = await completed('|', modelNames('Review'));
    expect(found).toEqual(['book', 'reader', 'stars', 'kind', 'siblings.', 'subject.', 'not']);
  });

  test('says what each candidate is', async () => {
    const { candidates } = await completeFilter('re', 2, modelNames('Book'));
    expect(candidates).toEqual([
      { text: 'reviewedAt', aside: 'timestamptz' },
      { text: 'reviews.', aside: 'hasMany Review' },
    ]);
  });

  test('of a table follows its foreign keys', async () => {
    const people = await namesOfTable(company.client, 'public', 'people');
    if (people === null) throw new Error('no table');
    await expect(completed('te|', people)).resolves.toEqual(['team_id', 'team_id.', 'teams.']);
    await expect(completed('team_id.team|', people)).resolves.toEqual(['team_id.team_name']);
    await expect(completed('bookings.rooms.se|', people)).resolves.toEqual(['bookings.rooms.seats']);
    // Two foreign keys lead there: the name alone would be refused.
    await expect(completed('note|', people)).resolves.toEqual([]);
    await expect(namesOfTable(company.client, 'public', 'gone')).resolves.toBeNull();
  });

  test('gives names and values that are read as they were meant', async () => {
    for (const marked of ['genre = |', '"and|']) {
      const [text] = await completed(marked, modelNames(marked.startsWith('"') ? 'Person' : 'Book'));
      expect(parseFilter(text?.endsWith('.') === true ? `${text}id = 1` : (text ?? ''))).not.toBeNull();
    }
  });
});
