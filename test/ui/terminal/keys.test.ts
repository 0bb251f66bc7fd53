import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Key, parseKeys } from '../../../src/ui/terminal/keys.ts';

/** Keys as a table can hold them: `name`, `name=text` when it types something else than its name, `paste:…`, `mouse:…`. */
function told(key: Key): string {
  if (key.type === 'paste') return `paste:${key.text}`;
  if (key.type === 'mouse') return `${key.action}:${key.button}:${String(key.x)},${String(key.y)}`;
  return key.text === undefined || key.text === key.name ? key.name : `${key.name}=${key.text}`;
}

function parse(...chunks: string[]): string[] {
  const keys: string[] = [];
  const parser = parseKeys((key) => keys.push(told(key)));
  for (const chunk of chunks) parser.feed(chunk);
  parser.flush();
  return keys;
}

describe('parseKeys names', () => {
  it.each<[string, string[]]>([
    ['j', ['j']],
    ['J', ['J']],
    ['?', ['?']],
    [' ', ['space= ']],
    ['\r', ['enter']],
    ['\n', ['enter']],
    ['\t', ['tab']],
    ['\u001B[Z', ['shift+tab']],
    ['\u007F', ['backspace']],
    ['\b', ['backspace']],
    ['\u001B[3~', ['delete']],
    ['\u0001', ['ctrl+a']],
    ['\u0003', ['ctrl+c']],
    ['\u001A', ['ctrl+z']],
    ['\0', ['ctrl+space']],
    ['\u001F', ['ctrl+_']],
    ['\u001C', ['ctrl+\\']],
    ['\u001B[A', ['up']],
    ['\u001BOA', ['up']],
    ['\u001B[1;5A', ['ctrl+up']],
    ['\u001B[1;2C', ['shift+right']],
    ['\u001B[1;3D', ['alt+left']],
    ['\u001B[1;8B', ['ctrl+alt+shift+down']],
    ['\u001B[H', ['home']],
    ['\u001BOH', ['home']],
    ['\u001B[1~', ['home']],
    ['\u001B[7~', ['home']],
    ['\u001B[F', ['end']],
    ['\u001B[4~', ['end']],
    ['\u001B[8~', ['end']],
    ['\u001B[5~', ['pageup']],
    ['\u001B[6;5~', ['ctrl+pagedown']],
    ['\u001B[2~', ['insert']],
    ['\u001BOP', ['f1']],
    ['\u001B[11~', ['f1']],
    ['\u001B[[A', ['f1']],
    ['\u001B[[E', ['f5']],
    ['\u001B[15~', ['f5']],
    ['\u001B[24~', ['f12']],
    ['\u001B[1;2P', ['shift+f1']],
    ['\u001Bx', ['alt+x']],
    ['\u001BX', ['alt+X']],
    ['\u001B\r', ['alt+enter']],
    ['\u001B\u007F', ['alt+backspace']],
    ['\u001B\u0001', ['ctrl+alt+a']],
    ['\u001Bé', ['alt+é']],
    ['\u001BOM', ['enter']],
    ['\u001BOp', ['0']],
    ['\u001B[5^', ['ctrl+pageup']],
    ['\u001B[5$', ['shift+pageup']],
    ['\u001B[a', ['shift+up']],
    ['\u001BOa', ['ctrl+up']],
    ['é', ['é']],
    ['日', ['日']],
    ['👩‍💻', ['👩‍💻']],
    ['e\u0301', ['e\u0301']],
  ])('%j as %j', (bytes, names) => {
    expect(parse(bytes)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ['\u001B[27u', ['escape']],
    ['\u001B[13;2u', ['shift+enter']],
    ['\u001B[9;5u', ['ctrl+tab']],
    ['\u001B[106u', ['j']],
    ['\u001B[106;2u', ['J']],
    ['\u001B[49:33;2u', ['!']],
    ['\u001B[99;5u', ['ctrl+c']],
    ['\u001B[99;6u', ['ctrl+shift+c']],
    ['\u001B[120;3u', ['alt+x']],
    ['\u001B[97;9u', ['super+a']],
    ['\u001B[106;1:3u', []],
    ['\u001B[57399u', ['0']],
    ['\u001B[57414u', ['enter']],
    ['\u001B[57441;2u', []],
    ['\u001B[27;5;99~', ['ctrl+c']],
    ['\u001B[1;1:1A', ['up']],
    ['\u001B[1;1:3A', []],
  ])('of kitty and modifyOtherKeys %j as %j', (bytes, names) => {
    expect(parse(bytes)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ['\u001B[<0;1;1M', ['press:left:0,0']],
    ['\u001B[<2;10;5m', ['release:right:9,4']],
    ['\u001B[<64;3;4M', ['wheel-up:none:2,3']],
    ['\u001B[<65;3;4M', ['wheel-down:none:2,3']],
    ['\u001B[<32;3;4M', ['drag:left:2,3']],
    ['\u001B[<35;3;4M', ['move:none:2,3']],
  ])('of the mouse %j as %j', (bytes, names) => {
    expect(parse(bytes)).toEqual(names);
  });

  it('with their modifiers and the text they type beside the name', () => {
    const keys: Key[] = [];
    const parser = parseKeys((key) => keys.push(key));
    parser.feed('J\u001B[1;6A\u001B[<20;1;1M');
    expect(keys).toEqual([
      { type: 'key', name: 'J', text: 'J', ctrl: false, alt: false, shift: true },
      { type: 'key', name: 'ctrl+shift+up', ctrl: true, alt: false, shift: true },
      { type: 'mouse', action: 'press', button: 'left', x: 0, y: 0, ctrl: true, alt: false, shift: true },
    ]);
  });
});

describe('parseKeys in a stream', () => {
  it.each<[string, string[], string[]]>([
    ['several keys in one chunk', ['jjj\u001B[A\u001B[Bk\r'], ['j', 'j', 'j', 'up', 'down', 'k', 'enter']],
    ['a sequence cut after ESC', ['\u001B', '[A'], ['up']],
    ['a sequence cut in its parameters', ['\u001B[1', ';', '5', 'A'], ['ctrl+up']],
    ['an SS3 sequence cut', ['\u001BO', 'P'], ['f1']],
    ['escape twice', ['\u001B\u001B'], ['escape', 'escape']],
    ['escape before a sequence', ['\u001B\u001B[A'], ['escape', 'up']],
    ['a paste', ['\u001B[200~a\nb\u001B[201~j'], ['paste:a\nb', 'j']],
    [
      'a paste over several chunks, its markers cut',
      ['\u001B[20', '0~he', 'llo\u001B[20', '1~j'],
      ['paste:hello', 'j'],
    ],
    [
      'sequences inside a paste, as text',
      ['\u001B[200~\u001B[31m\u001B[A\u001B[201~'],
      ['paste:\u001B[31m\u001B[A'],
    ],
    ['line breaks of a paste as \\n', ['\u001B[200~a\rb\r\nc\u001B[201~'], ['paste:a\nb\nc']],
    ['an empty paste', ['\u001B[200~\u001B[201~'], ['paste:']],
    ['ctrl-c out of a paste that never ends', ['\u001B[200~abc', '\u0003', 'j'], ['ctrl+c', 'j']],
    ['a stray end of paste', ['\u001B[201~j'], ['j']],
  ])('reads %s', (_, chunks, names) => {
    expect(parse(...chunks)).toEqual(names);
  });

  it.each<[string, string[], string[]]>([
    ['a device report', ['\u001B[?62;22cj'], ['j']],
    ['a cursor report', ['\u001B[12;40Rj'], ['j']],
    ['focus in and out', ['\u001B[I\u001B[Oj'], ['j']],
    ['an OSC answer, with either terminator', ['\u001B]11;rgb:0/0/0\u0007\u001B]11;x\u001B\\j'], ['j']],
    ['a DCS answer over chunks', ['\u001BP1$r0m', '\u001B\\j'], ['j']],
    ['an X10 mouse report', ['\u001B[M !!j'], ['j']],
    ['a sequence broken off by a control', ['\u001B[12\u0003j'], ['ctrl+c', 'j']],
    ['a sequence broken off by another', ['\u001B[12\u001B[Aj'], ['up', 'j']],
    ['an unknown final', ['\u001B[5zj'], ['j']],
    [
      'absurd parameters',
      ['\u001B[99999999999999999999~\u001B[;;;;A\u001B[<;;M\u001B[<1M\u001B[4294967295uj'],
      ['j'],
    ],
    ['C1 controls', ['\u009B1mj'], ['1', 'm', 'j']],
  ])('drops %s', (_, chunks, names) => {
    expect(parse(...chunks)).toEqual(names);
  });

  it('survives any bytes without growing, and still hears the next key', () => {
    let state = 7;
    const random = (limit: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state % limit;
    };
    const alphabet = [
      '\u001B',
      '[',
      'O',
      ']',
      'P',
      '<',
      ';',
      ':',
      '0',
      '2',
      '~',
      'M',
      'u',
      'A',
      '\u0007',
      '日',
      '\u009B',
    ];
    for (let round = 0; round < 5000; round += 1) {
      const keys: string[] = [];
      const parser = parseKeys((key) => keys.push(told(key)));
      for (let index = 0; index < 12; index += 1) parser.feed(alphabet[random(alphabet.length)] ?? '');
      parser.flush();
      parser.feed('\u0003');
      expect(keys.at(-1)).toBe('ctrl+c');
    }
  });

  it('gives up a sequence that never ends', () => {
    const keys: string[] = [];
    const parser = parseKeys((key) => keys.push(told(key)));
    parser.feed('\u001B]' + 'x'.repeat(10_000));
    parser.feed('j');
    expect(keys).toEqual(['j']);
  });
});

describe('parseKeys in time', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('takes a lone ESC for the escape key after 30 ms', () => {
    const keys: string[] = [];
    const parser = parseKeys((key) => keys.push(told(key)));
    parser.feed('\u001B');
    vi.advanceTimersByTime(29);
    expect(keys).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(keys).toEqual(['escape']);
    parser.feed('[A');
    expect(keys).toEqual(['escape', '[', 'A']);
  });

  it('waits longer once a sequence has begun, and takes the bare introducer for alt', () => {
    const keys: string[] = [];
    const parser = parseKeys((key) => keys.push(told(key)));
    parser.feed('\u001B[');
    vi.advanceTimersByTime(60);
    parser.feed('A');
    parser.feed('\u001B[');
    vi.advanceTimersByTime(100);
    parser.feed('\u001BP');
    vi.advanceTimersByTime(100);
    expect(keys).toEqual(['up', 'alt+[', 'alt+P']);
  });

  it('drops the half of a sequence whose rest never came, rather than type it', () => {
    const keys: string[] = [];
    const parser = parseKeys((key) => keys.push(told(key)));
    parser.feed('\u001B[1;5');
    vi.advanceTimersByTime(100);
    parser.feed('j');
    expect(keys).toEqual(['j']);
  });
});
