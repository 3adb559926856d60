/** The main job once in the real window: vault, log, question, letter, PDF. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { home, openWindow, until } from './window.mjs';

const fixtures = resolve(import.meta.dirname, '../fixtures/intake');

/** Where on each page of a PDF there is something, in thirty-sixths of an inch. */
function drawn(file) {
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const count = Number(/Pages:\s+(\d+)/.exec(info)[1]);
  return Array.from({ length: count }, (_, index) => {
    const page = String(index + 1);
    const image = execFileSync('pdftoppm', ['-gray', '-r', '36', '-f', page, '-l', page, file]);
    const [head, width] = /^P5\s+(\d+)\s+\d+\s+255\s/.exec(image.toString('latin1'));
    const dark = [...image.subarray(head.length).entries()].filter(([, grey]) => grey < 192);
    const across = dark.map(([at]) => at % width);
    const down = dark.map(([at]) => Math.floor(at / width));
    return {
      left: across.reduce((a, b) => Math.min(a, b)),
      right: across.reduce((a, b) => Math.max(a, b)),
      top: down.reduce((a, b) => Math.min(a, b)),
      bottom: down.reduce((a, b) => Math.max(a, b)),
    };
  });
}

let place;
before(async () => {
  place = await home();
});
after(() => place.remove());

test('from a phone log to a complaint on disk', { timeout: 180_000 }, async () => {
  const window = await openWindow(place.env);
  const go = (hash) =>
    window.run((hash) => {
      location.hash = hash;
    }, hash);
  const select = (label, value) =>
    until(() =>
      window.run(
        (label, value) => {
          const one = [...document.querySelectorAll('select')].find((box) =>
            [...box.labels].some((words) => words.textContent.trim().startsWith(label)),
          );
          if (!one) return false;
          one.value = value ?? one.options[1].value;
          one.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        label,
        value,
      ),
    );
  try {
    // A vault, and its words copied as one is told to.
    await window.fill('密码', 'a passphrase for a journey');
    await window.fill('再输入一次', 'a passphrase for a journey');
    await window.press('新建');
    await window.says('恢复词');
    const words = await window.run(() =>
      [...document.querySelectorAll('ol .word')].map((word) => word.textContent),
    );
    assert.equal(words.length, 12);
    await window.picture('window-words');
    await window.press('我抄好了');
    await window.says('请对照您抄的纸');
    const asked = await window.run(() =>
      [...document.querySelectorAll('label')].map((label) => label.textContent.trim()),
    );
    for (const label of asked) {
      const number = /第\s*(\d+)\s*个词/.exec(label)?.[1];
      if (number) await window.fill(label, words[Number(number) - 1]);
    }
    await window.press('完成');
    await window.says('此周');

    // A debt, and who writes.
    await go('#/debts/new');
    await window.says('先填出借人和类型');
    await window.fill('出借人', '示例银行');
    await select('出借人类型', 'bank_internet_loan');
    await window.press('保存');
    await window.says('已保存');
    await go('#/debts/people');
    await window.fill('姓名', '张示例');
    await window.press('保存');
    await until(() =>
      window.run(() =>
        window.__TAURI_INTERNALS__
          .invoke('rpc', { cmd: 'borrower_get', payload: {} })
          .then((borrower) => borrower.name === '张示例'),
      ),
    );

    // The phone's log.
    await place.answer({ open: [join(fixtures, 'calls-sample.xml')] });
    await go('#/contacts/import');
    await window.press('选择文件');
    await window.says('试读结果，还没有保存');
    await window.picture('window-import');
    const save = await window.run(() =>
      [...document.querySelectorAll('button')]
        .map((button) => button.textContent.trim())
        .find((words) => /^保存/.test(words)),
    );
    await window.press(save);
    await until(async () => !(await window.text()).includes('试读结果，还没有保存'));

    // Whose number it is.
    await go('#/contacts/numbers');
    await window.says('01000000001');
    await window.run(() => {
      const row = [...document.querySelectorAll('tr')].find((tr) =>
        tr.innerText.includes('01000000001'),
      );
      [...row.querySelectorAll('button')]
        .find((button) => button.innerText.trim() === '说明')
        .click();
    });
    await window.says('01000000001 是谁的');
    await window.run(() => {
      const label = [...document.querySelectorAll('dialog label')].find((one) =>
        one.innerText.includes('催收方用的号码'),
      );
      label.click();
    });
    await window.fill('机构名称', '示例信息服务有限公司');
    await select('哪一笔债务');
    await window.run(() => document.querySelector('dialog[open] form').requestSubmit());
    await until(() => window.run(() => !document.querySelector('dialog[open]')));

    // Questions, answered on the spot.
    await go('#/findings/questions');
    await window.says('中国银行业协会会员吗');
    await window.picture('window-questions');
    const left = () =>
      window.run(
        () =>
          [...document.querySelectorAll('[role=status]')].find((one) =>
            one.textContent.includes('个问题'),
          )?.textContent,
      );
    for (const [question, answer] of [
      ['中国银行业协会会员吗', '是'],
      ['多打几次吗', '否'],
    ]) {
      await window.says(question);
      const before = await left();
      await window.run(
        (question, answer) => {
          let card = [...document.querySelectorAll('h3')].find((title) =>
            title.textContent.includes(question),
          );
          const found = () =>
            [...card.querySelectorAll('button, label')].find(
              (one) => one.innerText.trim() === answer,
            );
          while (!found()) card = card.parentElement;
          found().click();
        },
        question,
        answer,
      );
      await until(async () => (await left()) !== before);
    }

    // The letter, and its PDF on disk.
    const letters = join(place.folder, 'letters');
    await mkdir(letters);
    await place.answer({ save: letters });
    await go('#/letters/new');
    await until(() =>
      window.run(() =>
        [...document.querySelectorAll('main img')].some((page) => page.naturalWidth > 0),
      ),
    );
    await window.picture('window-letter');
    await window.press('存为草稿');
    await until(() =>
      window.run(() =>
        [...document.querySelectorAll('button')].some(
          (button) => button.innerText.trim() === '保存为 PDF' && !button.disabled,
        ),
      ),
    );
    await window.press('保存为 PDF');
    const [file] = await until(async () => {
      const found = (await readdir(letters)).filter((name) => name.endsWith('.pdf'));
      return found.length > 0 && found;
    });
    const path = join(letters, file);
    assert.equal((await readFile(path)).subarray(0, 5).toString(), '%PDF-');
    const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(
      /\s/g,
      '',
    );
    for (const part of [
      '投诉书',
      '示例银行',
      '张示例',
      '还款意愿',
      '证据目录',
      'calls-sample.xml',
    ]) {
      assert.ok(text.includes(part), part);
    }

    // The same on paper: a page to a sheet, none of them empty.
    await window.press('打印');
    const paper = join(letters, 'printed.pdf');
    await until(() => execFileSync('pdfinfo', [paper]));
    const wanted = drawn(path);
    const sheets = drawn(paper);
    assert.equal(sheets.length, wanted.length);
    for (const [index, sheet] of sheets.entries()) {
      for (const [side, at] of Object.entries(wanted[index])) {
        assert.ok(Math.abs(sheet[side] - at) <= 1, `${side}: ${sheet[side]}, not ${at}`);
      }
    }
    await until(() => window.run(() => !document.querySelector('body > .paper')));
  } catch (error) {
    // What went wrong matters more than how it looked.
    await window.picture('window-failed').catch(() => {});
    throw error;
  } finally {
    await window.close();
  }
});
