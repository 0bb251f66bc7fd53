import { expect, it } from 'vitest';
import { paintPaneTitle } from '../../../src/ui/paint/pane-title.ts';
import { openPage } from '../../../src/ui/screens/page/open.ts';
import { paneText, shopConsole } from '../schema/schema-console.ts';

it('leaves out the first steps of a long way, never the last', () => {
  const console = shopConsole({ columns: 80, rows: 24 });
  const height = 1;
  const title = (): string =>
    paneText(console, (canvas) => [
      ...paintPaneTitle(canvas, 'main'),
      ...Array<string>(canvas.height - height).fill(''),
    ]);
  console.press('I', 'escape');
  for (const node of ['Customer', 'Order', 'Customer', 'Order', 'public.audit_log']) {
    [console.state] = openPage(console.state, node);
  }
  expect(title()).toMatch(/^… › Customer page › Order page › public\.audit_log page ─/);
});
