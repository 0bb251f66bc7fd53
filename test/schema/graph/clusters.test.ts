import { expect, test } from 'vitest';
import { clustersOf } from '../../../src/schema/graph/clusters.ts';
import { graphOfKeys } from './graph-of-keys.ts';

test('what has much to do with each other is one cluster, by its hub, and the unrelated are the last', () => {
  const graph = graphOfKeys([
    'Order>User',
    'Line>Order',
    'Line>Product',
    'Price>Product',
    'Stock>Product',
    'Photo>Product',
    'Session>User',
    'Device>User',
    'Order>Address',
    'Address>User',
    'Meta',
    'Lonely',
  ]);
  expect(clustersOf(graph)).toEqual({
    clusters: [
      { hub: 'Product', nodes: ['Product', 'Photo', 'Price', 'Stock'], isUnrelated: false },
      { hub: 'User', nodes: ['User', 'Device', 'Session'], isUnrelated: false },
      { hub: 'Address', nodes: ['Address', 'Order', 'Line'], isUnrelated: false },
      { hub: 'Lonely', nodes: ['Lonely', 'Meta'], isUnrelated: true },
    ],
    links: [
      { from: 'Product', to: 'Address', keys: 1, back: 1 },
      { from: 'User', to: 'Address', keys: 2, back: 2 },
    ],
  });
});

test('rows decide between hubs that as many refer to', () => {
  const graph = graphOfKeys(['A>B', 'C>D'], { D: 1_000_000 });
  expect(clustersOf(graph).clusters.map(({ hub }) => hub)).toEqual(['D', 'B']);
});

test('an empty schema has no clusters, and keys to itself make none', () => {
  expect(clustersOf(graphOfKeys([]))).toEqual({ clusters: [], links: [] });
  expect(clustersOf(graphOfKeys(['A>A'])).clusters).toEqual([{ hub: 'A', nodes: ['A'], isUnrelated: true }]);
});

test('no ring of three hundred nodes is torn apart, whatever order its edges come in', () => {
  const rings = Array.from({ length: 300 }, (_, place) => {
    const ring = Math.floor(place / 10);
    return `N${place}>N${ring * 10 + ((place + 1) % 10)}`;
  });
  const bridges = Array.from({ length: 29 }, (_, ring) => `N${ring * 10}>N${ring * 10 + 10}`);
  const found = clustersOf(graphOfKeys([...rings, ...bridges]));
  expect(found.clusters.map(({ nodes }) => nodes.length % 10)).toEqual(found.clusters.map(() => 0));
  expect(found.clusters.length).toBeGreaterThan(10);
  expect(clustersOf(graphOfKeys([...bridges, ...rings.reverse()]))).toEqual(found);
});
