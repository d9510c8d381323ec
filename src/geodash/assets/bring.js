// Bring data: files of other people's events, recognised by what is in them, corrected, and taken.

import { Bringing } from './bring/page.js';
import { h } from './core/dom.js';
import { mountHeadMenu } from './core/menu.js';
import { mountOnce } from './core/mount.js';
import { ROOT } from './core/root.js';
import { mountNav } from './core/nav.js';
import { definitions } from './core/marks.js';
import { whenStyled } from './core/styled.js';
import { tell } from './core/told.js';
import { mountSearchElsewhere } from './search/elsewhere.js';

/** @import { BringData } from './bring/types' */
/** @import { Call } from './core/mount.js' */

/** @param {Call<BringData>} call */
async function mount({ data, parentElement }) {
  tell(data.told);
  const root = h('div', { class: 'gd-root gd-bd' });
  parentElement.append(root);
  await whenStyled(root);
  root.append(/** @type {any} */ (definitions({ class: 'gd-bd-hidden' })));
  const api = new URL(data.api, ROOT);
  const parts = [mountSearchElsewhere(parentElement, api), mountNav(), mountHeadMenu(root, () => data.collection.subtitle)];
  const bringing = new Bringing(root, api, data);
  await bringing.start();
  root.dataset.ready = '1';
  return {
    destroy() {
      bringing.destroy();
      parts.forEach((part) => part.destroy());
      root.remove();
    },
  };
}

export default mountOnce(mount);
