/** The page's style: light and dark as the reader's system is; states are told by words, colour only helps. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fbfbfa;--fg:#1d1f21;--dim:#5f6468;--line:#dfe1e3;--card:#fff;--lane:#eef0f1;--code:#f3f4f5;
--ok:#1a7f37;--changed:#8a5a00;--failed:#b3261e;--unreachable:#8c1d6b;--skipped:#6b7075;--unknown:#6a3fb5;--running:#0b57d0;
--ok-bar:#5bb974;--changed-bar:#e3a008;--failed-bar:#d93025;--unreachable-bar:#a8327f;--skipped-bar:#b9bec3;--unknown-bar:#9a6fe0;--running-bar:#4c8df6;
--added:#e6f4ea;--removed:#fce8e6}
@media (prefers-color-scheme:dark){:root{--bg:#16181a;--fg:#e6e7e8;--dim:#a0a5aa;--line:#34383c;--card:#1d2023;--lane:#24282b;--code:#24282b;
--ok:#6fdc8c;--changed:#f2c14e;--failed:#ff8a80;--unreachable:#f29ad3;--skipped:#9aa0a6;--unknown:#c3a6ff;--running:#8ab4f8;
--ok-bar:#3f9d5a;--changed-bar:#c98f0c;--failed-bar:#e5544b;--unreachable-bar:#b94a94;--skipped-bar:#565c61;--unknown-bar:#8a63cf;--running-bar:#4c8df6;
--added:#12361f;--removed:#43201d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
main,header{max-width:1180px;margin:0 auto;padding:0 24px}
header{padding-top:28px}
h1{font-size:24px;margin:0 0 2px;display:flex;gap:12px;align-items:center;flex-wrap:wrap}
h2{font-size:17px;margin:34px 0 10px}
h3{font-size:15px;margin:22px 0 6px}
h4{font-size:14px;margin:12px 0 4px}
p{margin:4px 0}
small{color:var(--dim);font-weight:400;font-size:13px}
a{color:inherit}
:focus-visible{outline:2px solid var(--running);outline-offset:2px}
.sub{color:var(--dim)}
pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--code);border-radius:6px;padding:8px 10px;margin:4px 0;overflow:auto;max-height:420px;white-space:pre-wrap;overflow-wrap:anywhere}
.badge{display:inline-block;min-width:88px;font-size:13px;font-weight:600;color:var(--dim)}
h1 .badge{min-width:0;font-size:14px;border:1px solid currentColor;border-radius:99px;padding:1px 12px}
h4 .badge{min-width:0}
.badge.ok,td.ok{color:var(--ok)}.badge.changed,td.changed,td.rescued{color:var(--changed)}.badge.failed,td.failed{color:var(--failed)}
.badge.unreachable,td.unreachable{color:var(--unreachable)}.badge.skipped,td.skipped,td.ignored{color:var(--skipped)}.badge.unknown,td.unknown{color:var(--unknown)}.badge.running,.badge.interrupted{color:var(--running)}
.figures{display:flex;flex-wrap:wrap;gap:10px 36px;margin:18px 0 0}
.figures dt{color:var(--dim);font-size:13px}.figures dd{margin:0;font-size:21px;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.recap th,.recap td{padding:4px 16px 4px 0;text-align:right;border-bottom:1px solid var(--line);color:var(--dim);font-weight:400}
.recap th:first-child{text-align:left;color:var(--fg)}
.recap td[class]:not([class=""]){font-weight:600}
.recap .ok{color:var(--ok)}.recap .changed{color:var(--changed)}.recap .failed{color:var(--failed)}.recap .unreachable{color:var(--unreachable)}.recap .unknown{color:var(--unknown)}
.timeline{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 14px}
.timeline .hosts div{height:34px;line-height:35px;font-size:13px;max-width:180px;overflow:hidden;text-overflow:ellipsis}
.lane{fill:var(--lane)}
.bar{stroke:var(--bg);stroke-width:.5}.timeline a:hover .bar{opacity:.65}
line.tick{stroke:var(--line)}text.tick{fill:var(--dim);font-size:12px}
.bar.ok{fill:var(--ok-bar)}.bar.changed{fill:var(--changed-bar)}.bar.failed{fill:var(--failed-bar)}.bar.unreachable{fill:var(--unreachable-bar)}.bar.skipped{fill:var(--skipped-bar)}.bar.unknown{fill:var(--unknown-bar)}.bar.running{fill:var(--running-bar)}
.legend{display:flex;gap:16px;flex-wrap:wrap;font-size:13px;color:var(--dim);margin-top:4px}
.legend svg{vertical-align:-1px;margin-right:5px}
ol,ul{list-style:none;margin:0;padding:0}
.longest li{position:relative;padding:5px 10px;margin:3px 0;display:flex;gap:10px;align-items:baseline;border-radius:6px;overflow:hidden;isolation:isolate}
.share{position:absolute;inset:0 auto 0 0;background:var(--lane);z-index:-1;border-radius:4px}
.longest .number{margin-left:auto;white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--dim)}
.filter{border:0;padding:0;margin:0 0 6px;display:flex;gap:6px 18px;flex-wrap:wrap}
.filter legend{float:left;margin-right:14px;color:var(--dim)}
.task{border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 36px;scroll-margin-top:12px}
.task:target{background:var(--lane)}
.plain{padding:6px 0 6px 18px}
summary{cursor:pointer;padding:6px 0;list-style:none;display:flex}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:0;height:0;margin:8px 9px 0 4px;border:5px solid transparent;border-left-color:var(--dim);border-right-width:0}
details[open]>summary::before{transform:rotate(90deg)}
.line{display:flex;flex:1;gap:4px 14px;align-items:baseline;flex-wrap:wrap;min-width:0}
.name{flex:1 1 260px;min-width:0;overflow-wrap:anywhere}.task.skipped .name,.task.ok .name{font-weight:400}
.section{color:var(--dim);font-size:13px;border:1px solid var(--line);border-radius:4px;padding:0 5px}
.who{font-size:13px;color:var(--dim)}
.host.failed{color:var(--failed)}.host.unreachable{color:var(--unreachable)}.host.changed{color:var(--changed)}.host.unknown{color:var(--unknown)}
.time{position:relative;isolation:isolate;flex:0 0 120px;text-align:right;padding:0 6px;font-variant-numeric:tabular-nums;color:var(--dim);font-size:13px}
.time .share{inset:0 0 0 auto}
.detail{padding:0 0 14px 22px}
.place{color:var(--dim);font-family:ui-monospace,monospace;font-size:13px}
.wait{color:var(--dim)}
.message{border-left:3px solid var(--line)}
.task.failed .message{border-left-color:var(--failed)}
.diff span{display:block;min-height:1.45em}.diff .added{background:var(--added)}.diff .removed{background:var(--removed)}.diff .header{font-weight:600}.diff .range{color:var(--dim)}
.detail dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 14px;margin:6px 0;align-items:baseline}
.detail dt{color:var(--dim);font-size:13px}.detail dd{margin:0}.detail dd pre{padding:3px 8px;margin:0}
.items li{margin:3px 0}
main:has(#only-changed:checked) .task:not(.changed,.failed,.unreachable,.unknown){display:none}
main:has(#only-failed:checked) .task:not(.failed,.unreachable){display:none}
footer{margin:40px 0 28px;color:var(--dim);font-size:13px}
@media (max-width:640px){main,header{padding:0 14px}header{padding-top:18px}.who{flex-basis:100%}.time{flex-basis:84px;margin-left:auto}}
@media print{.filter{display:none}.task{content-visibility:visible}}
`;
