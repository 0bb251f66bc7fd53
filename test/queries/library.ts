/**
 * A small application with everything Rituality lacks: every association type with custom keys, a self-reference, a composite
 * key, a table without a key, paranoid join rows, columns named unlike their attributes, and every kind of attribute.
 */
import { DataTypes, Op, Sequelize, type Model, type ModelStatic } from 'sequelize';
import type { ConnectionTarget } from '../../src/database/target.ts';

export interface Library {
  readonly sequelize: Sequelize;
  readonly model: (name: string) => ModelStatic<Model>;
}

/** Models on `target`; nothing is created yet. */
export function openLibrary(target: ConnectionTarget, options: { readonly poolMax?: number } = {}): Library {
  const sequelize = new Sequelize({
    dialect: 'postgres',
    host: target.host,
    port: target.port,
    database: target.database,
    username: target.user,
    logging: false,
    pool: { max: options.poolMax ?? 5 },
  });

  const Author = sequelize.define(
    'Author',
    {
      key: { type: DataTypes.STRING(20), primaryKey: true, field: 'author_key' },
      penName: { type: DataTypes.STRING, field: 'pen_name' },
      mentorKey: { type: DataTypes.STRING(20), field: 'mentor_key' },
    },
    { tableName: 'authors', timestamps: false },
  );
  const Book = sequelize.define(
    'Book',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      isbn: { type: DataTypes.STRING(20), unique: true, field: 'isbn_code' },
      title: { type: DataTypes.TEXT, field: 'book_title' },
      genre: { type: DataTypes.ENUM('novel', 'poem', 'science fiction') },
      pages: { type: DataTypes.INTEGER, field: 'page_count' },
      price: { type: DataTypes.DECIMAL(10, 2) },
      weight: { type: DataTypes.REAL },
      sold: { type: DataTypes.BIGINT },
      inPrint: { type: DataTypes.BOOLEAN, field: 'in_print' },
      publishedOn: { type: DataTypes.DATEONLY, field: 'published_on' },
      reviewedAt: { type: DataTypes.DATE, field: 'reviewed_at' },
      tags: { type: DataTypes.ARRAY(DataTypes.STRING(20)) },
      details: { type: DataTypes.JSONB, field: 'book_details' },
      scan: { type: DataTypes.BLOB },
      uuid: { type: DataTypes.UUID },
      address: { type: DataTypes.INET },
      loanDays: { type: DataTypes.RANGE(DataTypes.INTEGER), field: 'loan_days' },
      authorKey: { type: DataTypes.STRING(20), field: 'author_ref' },
      label: {
        type: new DataTypes.VIRTUAL(DataTypes.STRING, ['title', 'pages']),
        get() {
          // Both are pulled in by the type.
          return `${String(this.get('title'))} (${String(this.get('pages'))})`;
        },
      },
    },
    {
      tableName: 'books',
      timestamps: true,
      createdAt: false,
      updatedAt: false,
      paranoid: true,
      scopes: {
        long: { where: { [Op.and]: [{ pages: { [Op.gt]: 200 } }] } },
        printed: { where: { inPrint: true } },
        cheapest: { order: [['price', 'ASC']], limit: 3, where: { price: { [Op.ne]: null } } },
        under: (price: number) => ({ where: { price: { [Op.lt]: price } } }),
        exactly: (price: number) => ({ where: { price } }),
        withReviews: { include: [{ association: 'reviews' }] },
        withReviewsApart: { include: [{ association: 'reviews', separate: true }] },
        withAuthor: { include: [{ association: 'author' }] },
        counted: {
          attributes: {
            include: [
              [sequelize.literal('(SELECT count(*) FROM reviews r WHERE r.book = "Book".id)'), 'reviewCount'],
            ],
          },
        },
        genres: {
          attributes: ['genre', [sequelize.fn('count', sequelize.literal('*')), 'amount']],
          group: ['genre'],
        },
        broken: () => {
          throw new Error('no shelf');
        },
      },
    },
  );
  const Review = sequelize.define(
    'Review',
    {
      book: { type: DataTypes.INTEGER, primaryKey: true },
      reader: { type: DataTypes.STRING, primaryKey: true },
      stars: DataTypes.INTEGER,
      kind: DataTypes.STRING,
    },
    {
      tableName: 'reviews',
      timestamps: false,
      scopes: {
        withBook: { include: [{ association: 'subject' }] },
        withSiblings: { include: ['siblings'] },
      },
    },
  );
  const Shelf = sequelize.define(
    'Shelf',
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      code: { type: DataTypes.STRING, unique: true, field: 'shelf_code' },
    },
    { tableName: 'shelves', timestamps: false },
  );
  const Placement = sequelize.define(
    'Placement',
    {
      shelfCode: { type: DataTypes.STRING, field: 'shelf_ref', primaryKey: true },
      bookIsbn: { type: DataTypes.STRING, field: 'book_ref', primaryKey: true },
      row: DataTypes.INTEGER,
      mode: DataTypes.STRING,
    },
    {
      tableName: 'placements',
      timestamps: true,
      createdAt: false,
      updatedAt: false,
      paranoid: true,
      deletedAt: 'removedAt',
    },
  );
  const Reading = sequelize.define(
    'Reading',
    { device: DataTypes.STRING, value: DataTypes.INTEGER },
    { tableName: 'readings', timestamps: false },
  );
  Reading.removeAttribute('id');

  Author.hasMany(Book, { as: 'books', foreignKey: 'authorKey', sourceKey: 'key' });
  Book.belongsTo(Author, { as: 'author', foreignKey: 'authorKey', targetKey: 'key' });
  Author.hasOne(Author, { as: 'pupil', foreignKey: 'mentorKey', sourceKey: 'key' });
  Author.belongsTo(Author, { as: 'mentor', foreignKey: 'mentorKey', targetKey: 'key' });
  Book.hasMany(Review, { as: 'reviews', foreignKey: 'book', sourceKey: 'id' });
  Book.hasMany(Review, { as: 'praise', foreignKey: 'book', sourceKey: 'id', scope: { kind: 'praise' } });
  Review.hasMany(Review, { as: 'siblings', foreignKey: 'book', sourceKey: 'book' });
  Review.belongsTo(Book, { as: 'subject', foreignKey: 'book', targetKey: 'id' });
  Shelf.belongsToMany(Book, {
    as: 'books',
    through: { model: Placement },
    foreignKey: 'shelfCode',
    otherKey: 'bookIsbn',
    sourceKey: 'code',
    targetKey: 'isbn',
  });
  Shelf.belongsToMany(Book, {
    as: 'loans',
    through: { model: Placement, scope: { mode: 'loan' } },
    foreignKey: 'shelfCode',
    otherKey: 'bookIsbn',
    sourceKey: 'code',
    targetKey: 'isbn',
  });
  Book.belongsToMany(Shelf, {
    as: 'shelves',
    through: { model: Placement },
    foreignKey: 'bookIsbn',
    otherKey: 'shelfCode',
    sourceKey: 'isbn',
    targetKey: 'code',
  });
  // Without an alias they go by the name of the other model, as most of those in the wild do.
  Placement.belongsTo(Shelf, { foreignKey: 'shelfCode', targetKey: 'code' });
  Placement.belongsTo(Book, { foreignKey: 'bookIsbn', targetKey: 'isbn' });
  Shelf.hasMany(Placement, { foreignKey: 'shelfCode', sourceKey: 'code' });

  return { sequelize, model: (name) => sequelize.model(name) };
}

/** Creates the tables by hand, so that foreign keys do not get in the way, and fills them: twelve books, some values null. */
export const libraryTables = `
  CREATE EXTENSION IF NOT EXISTS citext;
  CREATE TYPE "enum_books_genre" AS ENUM ('novel', 'poem', 'science fiction');
  CREATE TABLE authors (author_key varchar(20) PRIMARY KEY, pen_name text, mentor_key varchar(20));
  CREATE TABLE books (
    id int PRIMARY KEY, isbn_code varchar(20) UNIQUE, book_title text, genre "enum_books_genre", page_count int,
    price numeric(10,2), weight real, sold bigint, in_print boolean, published_on date, reviewed_at timestamptz,
    tags varchar(20)[], book_details jsonb, scan bytea, uuid uuid, address inet, loan_days int4range,
    author_ref varchar(20), "deletedAt" timestamptz
  );
  CREATE TABLE reviews (book int, reader text, stars int, kind text, PRIMARY KEY (book, reader));
  CREATE TABLE shelves (id int PRIMARY KEY, shelf_code text UNIQUE);
  CREATE TABLE placements (
    shelf_ref text, book_ref text, row int, mode text, "removedAt" timestamptz, PRIMARY KEY (shelf_ref, book_ref)
  );
  CREATE TABLE readings (device text, value int);
  CREATE VIEW long_books AS SELECT id, book_title FROM books WHERE page_count > 200;

  INSERT INTO authors VALUES ('ada', 'Ada', NULL), ('bea', 'Bea', 'ada'), ('cy', NULL, NULL);
  INSERT INTO books
  SELECT n, 'isbn-' || n, CASE WHEN n % 5 = 0 THEN NULL ELSE 'Book ' || chr(64 + n) END,
         (ARRAY['novel', 'poem', 'science fiction', NULL])[n % 4 + 1]::"enum_books_genre",
         CASE WHEN n % 6 = 0 THEN NULL ELSE n * 40 END, CASE WHEN n = 7 THEN NULL ELSE (n % 4) + 0.10 END, n * 0.1,
         9007199254740990 + n, CASE n % 3 WHEN 0 THEN true WHEN 1 THEN false END,
         date '2026-01-01' + n, timestamptz '2026-01-01T12:00:00Z' + n * interval '1 day',
         CASE WHEN n % 4 = 0 THEN NULL ELSE ARRAY['t' || n, 'all'] END,
         CASE WHEN n % 4 = 1 THEN NULL ELSE jsonb_build_object('theme', CASE n % 2 WHEN 0 THEN 'dark' ELSE 'light' END, 'size', n,
           'beta', n % 3 = 0, 'deep', jsonb_build_object('dark mode', n), 'a,b', n::text, 'q"\\x', 'odd', 'gone', NULL) END,
         decode('00ff', 'hex'), ('00000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid,
         ('10.0.0.' || n)::inet, int4range(n, n + 10),
         (ARRAY['ada', 'bea', 'cy', NULL])[n % 4 + 1], CASE WHEN n = 12 THEN now() END
    FROM generate_series(1, 12) n;
  INSERT INTO reviews
  SELECT b, r, (b + length(r)) % 5 + 1, CASE WHEN b % 2 = 0 THEN 'praise' ELSE 'slate' END
    FROM generate_series(1, 6) b, unnest(ARRAY['x', 'yy', 'zzz']) r;
  INSERT INTO shelves VALUES (1, 'A'), (2, 'B');
  INSERT INTO placements VALUES
    ('A', 'isbn-1', 1, 'loan', NULL), ('A', 'isbn-2', 2, 'stay', NULL), ('A', 'isbn-3', 3, 'loan', now()),
    ('B', 'isbn-2', 1, 'loan', NULL), ('A', 'isbn-12', 4, 'loan', NULL);
  INSERT INTO readings SELECT 'd' || n % 3, n FROM generate_series(1, 10) n;
`;
