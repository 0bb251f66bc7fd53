import { DataTypes, Op, Sequelize } from 'sequelize';
import { expect, test } from 'vitest';
import { modelOutline } from '../../../src/output/describe/model-outline.ts';
import { outlineText } from '../../../src/output/describe/outline.ts';
import { statisticsSection } from '../../../src/output/describe/statistics-outline.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import { plainColumn, plainForeignKey, plainIndex, plainTable } from '../../support/catalog-pieces.ts';

const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
const User = sequelize.define('User', {}, { tableName: 'users', timestamps: false });
const Post = sequelize.define(
  'Post',
  {
    title: { type: DataTypes.STRING(80), allowNull: false, validate: { len: [1, 80], isNice: () => true } },
    state: { type: DataTypes.ENUM('draft', 'sent'), defaultValue: 'draft' },
    body: { type: DataTypes.TEXT, set: () => undefined },
    length: { type: DataTypes.VIRTUAL, get: () => 1 },
  },
  {
    tableName: 'posts',
    paranoid: true,
    validate: { hasBody: () => undefined },
    hooks: {
      beforeSave: function trim() {
        return undefined;
      },
    },
    defaultScope: { attributes: { exclude: ['body'] } },
    scopes: { recent: { where: { createdAt: { [Op.gt]: 0 } } } },
    indexes: [{ name: 'posts_state', fields: ['state'] }],
  },
);
Post.belongsTo(User, { as: 'author', foreignKey: 'authorId', onDelete: 'CASCADE' });

const posts = plainTable({
  name: 'posts',
  rowEstimate: 1200,
  byteLength: 24576,
  sizes: { table: 8192, indexes: 16384, toast: 0 },
  columns: [
    plainColumn({
      name: 'id',
      type: 'integer',
      isNullable: false,
      isPrimaryKey: true,
      identity: 'always',
      defaultExpression: 'generated always as identity',
    }),
    plainColumn({ name: 'title', type: 'character varying(40)', comment: 'What it is about' }),
    plainColumn({
      name: 'state',
      type: 'enum_posts_state',
      enumType: { schema: 'public', name: 'enum_posts_state' },
      enumValues: ['draft', 'sent', 'gone'],
      defaultExpression: "'draft'::enum_posts_state",
    }),
    plainColumn({ name: 'body' }),
    plainColumn({ name: 'createdAt', type: 'timestamp with time zone', isNullable: false }),
    plainColumn({ name: 'updatedAt', type: 'timestamp with time zone', isNullable: false }),
    plainColumn({ name: 'authorId', type: 'integer' }),
    plainColumn({ name: 'legacy_flag', type: 'boolean' }),
  ],
  indexes: [
    plainIndex('posts_pkey', ['id'], { isUnique: true, isPrimary: true, constraint: 'posts_pkey' }),
    plainIndex('posts_legacy', ['legacy_flag'], { scanCount: 3 }),
  ],
  foreignKeys: [
    plainForeignKey({
      name: 'posts_author',
      columns: ['authorId'],
      referencedTable: 'users',
      referencedColumns: ['id'],
      onDelete: 'SET NULL',
      onUpdate: 'CASCADE',
    }),
  ],
});
const users = plainTable({ name: 'users', columns: [plainColumn({ name: 'id', type: 'integer' })] });
const post = joinSchema(detailModels(sequelize), [posts, users]).models.find(
  ({ model }) => model.name === 'Post',
);
if (post === undefined) throw new Error('no model');

const origin = {
  made: { migration: '1-posts.js', line: 4 },
  changed: { migration: '2-flag.js', line: 9 },
  columns: [
    { column: 'title', made: { migration: '1-posts.js', line: 4 }, changed: null },
    { column: 'legacy_flag', made: { migration: '2-flag.js', line: 9 }, changed: null },
  ],
  remarks: [],
};

test('a model is said with its table, what both say once and what they say differently twice', () => {
  const outline = modelOutline(post, { scopes: null, origin, isAsked: true });
  expect(outlineText(outline, { width: 80, hasColor: false })).toBe(`Post: table public.posts
  soft-deletes by deletedAt, timestamps createdAt, updatedAt
  about 1,200 rows, 24 kB (table 8 kB, indexes 16 kB, TOAST 0 bytes)
  owner owner
  made by 1-posts.js:4, last changed by 2-flag.js:9

Attributes
  id           integer, not null, primary key
               generated always as identity
               auto-increment
  title        character varying(40) (the model: varchar(80)), nullable (the
                 model: not null)
               validates len [1, 80], isNice()
               “What it is about”
  state        enum_posts_state
               default 'draft'::enum_posts_state
               one of draft, sent, gone
               the model: one of draft, sent
  body         text
               setter, hidden by the default scope
  length       virtual
               getter
  createdAt    timestamp with time zone, not null
               set when created
  updatedAt    timestamp with time zone, not null
               set when updated
  deletedAt    timestamp with time zone, not in the database
               set when deleted
  authorId     integer
               → users.id (posts_author, Post.author)
  legacy_flag  boolean
               made by 2-flag.js:9
               not in the model

Validations of the whole
  hasBody()

Associations
  author  belongsTo User, authorId → User.id
          on delete SET NULL, on update CASCADE (posts_author); the model: on
            delete CASCADE, on update CASCADE
          no index begins with posts.authorId

Scopes
  default  { attributes: { exclude: ['body'] } }
  recent   { createdAt: { [Op.gt]: 0 } }

Indexes
  posts_pkey    primary key (id), 0 bytes, 0 scans
  posts_state   (state), not in the database
  posts_legacy  (legacy_flag), 0 bytes, 3 scans, not in the model

Hooks
  beforeUpdate  trim
  beforeCreate  trim
  beforeSave    trim

Foreign keys
  posts_author  authorId → public.users (id)
                on delete SET NULL, on update CASCADE
`);
});

test('an association says what it fixes of its target, and of its join table', () => {
  const own = new Sequelize({ dialect: 'postgres', logging: false });
  const Image = own.define('Image', {});
  const Tag = own.define('Tag', {});
  const Tagging = own.define('Tagging', { taggableType: DataTypes.STRING });
  Image.belongsToMany(Tag, {
    as: 'tags',
    foreignKey: 'taggableId',
    constraints: false,
    scope: { isOpen: true },
    through: { model: Tagging, scope: { taggableType: 'image' } },
  });
  const [image] = joinSchema(detailModels(own), null).models;
  if (image === undefined) throw new Error('there is no Image');
  const { sections } = modelOutline(image, { scopes: null, origin: null, isAsked: false });
  const lines = sections.find(({ title }) => title === 'Associations')?.entries[0]?.lines;
  expect(lines?.slice(1, 3)).toEqual(['where isOpen = true', 'where taggableType = image in Tagging']);
});

test('text of others stays on its line and commands no terminal', () => {
  const text = outlineText(
    {
      title: 'a\u001b[31mb',
      facts: ['two\nlines'],
      sections: [{ title: 'S\u0007', entries: [{ label: 'l\u001b]0;x\u0007', lines: ['\u009b2J'] }] }],
    },
    { width: 40, hasColor: false },
  );
  expect(Array.from(text).filter((character) => character !== '\n' && character < ' ')).toEqual([]);
  expect(text).not.toContain('\u009b');
  expect(text.split('\n')).toHaveLength(6);
});

test('nothing is wider than the screen, whatever has to be broken', () => {
  const long = 'x'.repeat(200);
  const text = outlineText(
    {
      title: 't',
      facts: [long],
      sections: [
        { title: 's', entries: [{ label: long.slice(0, 30), lines: [`a ${long} 漢字`.repeat(2)] }] },
      ],
    },
    { width: 60, hasColor: false },
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(text.replace(/\s/g, '')).toContain('x'.repeat(200));
});

test('statistics are shares of the rows, and secrets have no samples', () => {
  const column = { type: 'text', averageBytes: 5, commonElements: [], correlation: null, isDistinct: false };
  const { title, entries } = statisticsSection({
    schema: 'public',
    table: 'posts',
    rowEstimate: 1000,
    analyzedAt: '2026-11-23T10:00:00.000Z',
    columns: [
      {
        ...column,
        column: 'state',
        nullShare: 0.004,
        distinctCount: 2,
        commonValues: [
          { text: 'draft', share: 0.999 },
          { text: '', share: 0.001 },
        ],
        bounds: [],
        isSecret: false,
      },
      {
        ...column,
        column: 'token',
        nullShare: 0.5,
        distinctCount: 500,
        commonValues: [],
        bounds: [],
        isSecret: true,
      },
    ],
  });
  expect(title).toBe('Values (estimates from a sample of 1,000 rows, 2026-11-23 10:00 UTC)');
  expect(entries).toEqual([
    {
      label: 'state',
      lines: ['< 1 % null, 2 different values, 5 bytes on average', "most common: draft > 99 %, '' < 1 %"],
    },
    {
      label: 'token',
      lines: ['50 % null, 500 different values, 5 bytes on average', 'values are not shown: a secret'],
    },
  ]);
});
