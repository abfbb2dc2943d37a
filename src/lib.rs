//! congtin turns an editor's folder of Markdown into a finished city portal (cổng thông tin điện tử).
//!
//! ```text
//! content/*.md ─ files ─ content ─ markdown ─┐
//! site.toml ──── config ─────────────────────┼─ site ─ plan ─ view ─ render ─ bytes ─┬─ publish → public/
//! themes/* ───── theme ──────────────────────┘                                       ├─ server  → the editor's browser
//!                                                                                    └─ check   → findings only
//! ```
//!
//! 1. **Load.** Every source is read once: front matter and the facts of its body (links, headings, pictures, length).
//!    Bodies are not kept.
//! 2. **Relate.** Every article gets its address and its place among the others; what is not public at the build clock
//!    is set aside. Built once, never changed after.
//! 3. **Plan.** Every output file is named, with the job that makes it. Two jobs for one file are found here.
//! 4. **View.** For one job, exactly what its template or feed may see is collected. Bodies are read again here.
//! 5. **Render.** A view and the theme become bytes.
//! 6. **Publish or show.** `build` makes every job whose key changed and makes the folder equal to the plan; `serve` makes
//!    the one that a browser asks for; `check` one of each template. [`pipeline`] has all of it on one screen, and there is
//!    one path.
//!
//! # The house
//!
//! A room uses only rooms listed above it in this file; `tests/suite/storeys.rs` reads the list and holds them to it,
//! together with a list of rooms that stand above and are out of bounds all the same. From the ground to the roof:
//!
//! | storey | rooms | what they are about |
//! |---|---|---|
//! | ground | [`text`] [`diagnostic`] [`record`] [`memo`] [`coding`] [`pictures`] | values without a subject |
//! | inputs | [`files`] [`config`] [`content`] [`markdown`] [`search`] [`theme`] | what people wrote |
//! | whole | [`site`] [`plan`] | how it relates; what will exist |
//! | making | [`render`] [`pipeline`] | jobs to bytes |
//! | roof | [`publish`] [`server`] [`commands`] | folders, sockets, people |
//!
//! What is absent: no room but [`files`] reads the site's folder (what [`commands`] writes for `new` and `init` apart),
//! none but [`publish`] writes the output, none but [`memo`] and [`publish`] look into `.congtin`, none but [`commands`]
//! tells the time, prints or exits; `tera` is named in [`theme`] only, `pulldown_cmark` in [`markdown`] only, crates that
//! decode or write pictures in [`pictures`]; [`render`] knows no site, [`markdown`] no other file, [`theme`] no article.
//! From `config` to `pipeline` everything is a function of files and settings, the build clock among them, so a build can
//! be repeated to the byte.
//!
//! No step stops at its first problem: it gives the best value it can, beside findings ([`diagnostic::Checked`]) with
//! code, place and help in both languages. All wording is one table, [`diagnostic::rules`].
//!
//! # Where to begin
//!
//! * A new kind of content: a file in `content/` that holds a `Kind`, and a line in `content/kinds.rs`.
//! * A new key of front matter or `site.toml`: a line in a list of fields; the handbook and JSON Schema follow.
//! * A new finding: a row in `diagnostic/rules/`, and a paragraph in `docs/phat-hien.md`.
//! * Something new in templates: a field in `plan/view/`, which is the theme contract, filled in `plan/views/`; what it is
//!   made from goes into the key of the page, in `plan/keys/`.
//! * A new output file: a [`plan::Job`], named in `plan/outputs.rs`.
//!
//! # Choices, with their reasons
//!
//! * [`record`] stands on the ground: front matter, `site.toml` and `theme.toml` are read by one reader against lists of
//!   fields, so every slip is told at once in the editor's words, and the same lists make handbook and schema.
//! * A place ([`text::Place`]) carries the line that shows it, so a finding outlives the text it is about and can be
//!   remembered, sent to a browser or printed without reading anything again.
//! * Years and full pages appear in a list only when its front cannot hold it: a tag with three articles is one page.
//!   The newest of a year keep between one and two pages' worth, so no page stands empty and no link leads nowhere.
//!   Only the front names the years, so the first article of a new year leaves the pages of the years before alone.
//! * A list is introduced by the `_index.md` in the folder of its address, be it a category's or an author's: one reader, one
//!   place for text and picture, and a term that no article has is no page.
//! * What counts articles goes in steps (the list of all tags), leaves out the newest month and year (the archive), or
//!   stands on the front of a list, which a new article changes anyway: nothing is published anew for a number alone.
//! * The home page is a list of blocks, also where the editor gives none. They choose their stories one after another, each
//!   from what stands nowhere yet, so no story stands there twice; only a category with nothing else left shows its newest
//!   again.
//! * A key is composed by hand of digests made once for a plan, not traced while a page is made: so the keys of a whole
//!   archive cost no view, and a page can tell what it is made from before it is. That it forgets nothing is shown by
//!   `tests/suite/warm`, under a theme that prints all it may see, and by `build --verify` on the editor's own site.
//! * Memory is trusted by the very program that wrote it (`build.rs` digests its sources): no format to migrate, no page
//!   that an older program would have made otherwise. A source is known by its look; one that looks otherwise is read
//!   and understood anew, even if its bytes are the same: one way in, and its pages are not made again for that.
//! * A plan is made after an earlier one: the preview has its last one at hand, a build takes up the one that was kept by
//!   the build before (`plan/kept.rs`). A step takes over what was made of the same, file by file, and else works
//!   everything out again. So texts and titles cost the article they stand in, whatever the archive's size. A change of who
//!   stands where costs the order and names of all, but the places, terms, cards, files and links of few
//!   (`site/takeover.rs`, `plan/takeover.rs`): what says of an article alone who it is (an `Entry`) is shared from site to
//!   site, and what stands beside it is told apart.
//!   `tests/suite/warm` holds such plans to new ones.
//! * Of a kept plan no article is read before somebody asks for it: most are asked for by nobody. A build like the last one
//!   but for texts makes keys for what may show these texts, and trusts the others. The kept plan stays until more than
//!   texts changed, so an edit does not write down a whole archive.
//! * Only findings of sources are remembered with their values. What has a finding when it is made has an error, is not
//!   published, and so is made again.
//! * A path is one text wherever it is named, and what few articles say stands apart (`content/particulars.rs`): a million
//!   articles are built in five gigabytes.
//! * What an article shows is published only when a public page names it: a draft's pictures stay at home.
//! * A picture keeps its own address for ever, so what stands there is fit for readers: upright, not too wide, without the
//!   place where it was taken. Lighter prints have digests in their names and may be kept for a year. Their number is kept
//!   low: four for a picture, not eight, since what knows no WebP has the picture itself. AVIF, slow to write, is a choice.
//! * A page shows the mean colour of a picture that has not come yet, so views ask the darkroom (`plan/darkroom.rs`), which
//!   decodes a picture once for all that is made of it at about one time. A key needs the original's digest only.
//! * Prints are remembered apart from all else (`memo/prints.rs`): making them takes a second a photograph, so they outlive
//!   an upgrade and serve every output folder and the preview.
//! * What a theme may leave out and is worked out from what a page shows anyway is a filter of templates, not a field of a
//!   view: a QR code costs nothing where nobody draws it, and no key has to know of it.
//! * A picture of a title stands beside its page under one name for good: what was shared keeps its picture when a word of the
//!   title is mended. It is drawn by the theme as SVG, so a theme's look and the editor's letters meet in one file.
//! * A compressed copy is made with its file, from the bytes at hand, and known by them, so a page that comes out the same is
//!   not compressed again. Servers look at copies first, so a stale one goes before its page changes (`publish/finish.rs`).
//! * What a web server must do is one value (`plan/hosting.rs`), written for five servers; addresses are written out one by
//!   one, for no server needs a table set up for that.
//! * The files of a search index are named by what they are made from, so their names are known before a body is read, and
//!   bodies are read only for those that are made (`docs/search.md`).
//! * Publishing has one journal and two ways: most of a portal is exchanged as a folder, a little is renamed file by file, and
//!   so is everything where others have something in the folder (`publish/mod.rs` tells why). What was done stays written
//!   down until it was told. What is ours in an output folder stands in a record that every version reads: after an
//!   upgrade, or `clean`, a portal must not look like somebody else's files, and `verify` can use it elsewhere. While it
//!   works, a build holds the folder itself by the kernel's lock, for its memory lies in the site, and two sites may have
//!   one output folder.
//! * `clean` forgets what saves work and keeps the published portal: the folder may be the live one.
//! * The preview answers with its own small gate in front of `tiny_http`'s types, which have no time-outs
//!   (`server/gate.rs` tells why).
//! * A page of the preview is the published one and two tags. Each open page asks one long question, what is new for it,
//!   and takes the answer in place; so bar, marks and findings are in no plan, and a page that is as it was is left alone.
//! * The preview needs no password at its own machine and a key of the run everywhere else, however it was made to listen.

pub mod text;

pub mod diagnostic;

pub mod record;

pub mod memo;

pub mod coding;

pub mod pictures;

pub mod files;

pub mod config;

pub mod content;

pub mod markdown;

pub mod search;

pub mod theme;

pub mod site;

pub mod plan;

pub mod render;

pub mod pipeline;

pub mod publish;

pub mod server;

pub mod commands;
