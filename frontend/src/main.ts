/** The one script of every page: htmx, the behaviours, the islands that the page asks for. */

import htmx from "htmx.org";

import { watchAnswers } from "./behaviours/answers";
import { autosave } from "./behaviours/autosave";
import { bulk } from "./behaviours/bulk";
import { watchDialogs } from "./behaviours/dialogs";
import { watchKeys } from "./behaviours/keyboard";
import { look } from "./behaviours/look";
import { attach, register } from "./behaviours/registry";
import { rows } from "./behaviours/rows";
import { leave, watchSending } from "./behaviours/sending";
import { watchSession } from "./behaviours/session";
import { copy, counter, drop, focus, menu, print, reopen, reveal, scroll } from "./behaviours/small";
import { watchStream } from "./behaviours/stream";
import { mountIslands } from "./islands/mount";
import "./styles/main.css";

const BEHAVIOURS = { autosave, bulk, copy, counter, drop, focus, leave, look, menu, print, reopen, reveal, rows, scroll };

for (const [name, behaviour] of Object.entries(BEHAVIOURS)) register(name, behaviour);
document.documentElement.classList.add("has-script");
attach(document);
mountIslands(document);
watchAnswers();
watchSending();
watchDialogs();
watchKeys();
watchStream();
watchSession();

htmx.onLoad((root) => {
  attach(root as HTMLElement);
  mountIslands(root as HTMLElement);
});
