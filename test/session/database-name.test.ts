import { describe, expect, it } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { embeddedDatabaseName } from '../../src/session/database-name.ts';

const target = (database: string): ConnectionTarget => ({
  host: 'localhost',
  port: 5432,
  database,
  user: 'postgres',
  password: null,
  ssl: false,
});

describe('the name of a database on the embedded server', () => {
  it('is the configured name with a fingerprint of the folder', () => {
    const name = embeddedDatabaseName({
      root: '/home/ada/shop',
      name: 'shop-api',
      target: target('shop_dev'),
    });
    // printf /home/ada/shop | sha256sum
    expect(name).toBe('shop_dev_ff0a01');
  });

  it("is the package's name where nothing is configured", () => {
    const name = embeddedDatabaseName({ root: '/home/ada/shop', name: '@Ada/Shop API', target: null });
    expect(name).toMatch(/^ada_shop_api_[0-9a-f]{6}$/);
  });

  it('differs between two folders of the same project', () => {
    const one = embeddedDatabaseName({ root: '/one', name: 'shop', target: null });
    const other = embeddedDatabaseName({ root: '/other', name: 'shop', target: null });
    expect(one).not.toBe(other);
  });

  it('leaves room for the suffix of a database being prepared', () => {
    const name = embeddedDatabaseName({ root: '/one', name: 'x'.repeat(200), target: null });
    expect(Buffer.byteLength(`${name}_preparing`)).toBeLessThanOrEqual(63);
  });

  it('is a name even where nothing of the configured one is usable', () => {
    expect(embeddedDatabaseName({ root: '/one', name: '数据库', target: null })).toMatch(
      /^database_[0-9a-f]{6}$/,
    );
  });
});
