//! What is told of bodies, themes and publishing: what is shown, and how it gets there.

use super::super::{Rule, table::rules};

rules! {
    // Links and pictures
    /// A link to an article that does not exist.
    LINK_MISSING = "E-LINK-MISSING"
        vi: "không có bài `{target}`", en: "there is no article `{target}`",
        help_vi: "kiểm tra lại đường dẫn", help_en: "check the path";
    /// A link to an address that the portal does not have.
    LINK_ADDRESS = "E-LINK-ADDRESS"
        vi: "cổng không có địa chỉ `{target}`", en: "the portal has no address `{target}`",
        help_vi: "liên kết tới bài theo tệp: [chữ](@/chuyen-muc/bai.md)", help_en: "link by file: [text](@/category/article.md)";
    /// A heading that does not exist.
    LINK_ANCHOR = "E-LINK-ANCHOR"
        vi: "trang đích không có mục `#{anchor}`", en: "the page has no heading `#{anchor}`",
        help_vi: "các mục có ở đó: {known}", help_en: "its headings: {known_en}";
    /// A link to an article that readers cannot see; it becomes plain text.
    LINK_HIDDEN = "W-LINK-HIDDEN"
        vi: "bài `{target}` {state}; liên kết thành chữ thường", en: "`{target}` is {state_en}; the link becomes plain text";
    /// A link in a scheme that does harm or means nothing.
    LINK_SCHEME = "E-LINK-SCHEME"
        vi: "liên kết `{target}` không an toàn", en: "the link `{target}` is not safe",
        help_vi: "chỉ dùng https:, http:, mailto:, tel:, hoặc đường dẫn trong cổng", help_en: "use https:, http:, mailto:, tel: or a path of this portal";
    /// A file named by its place on the editor's own machine.
    FILE_HERE = "E-FILE-HERE"
        vi: "`{target}` nằm trên máy này; người đọc không mở được", en: "`{target}` is on this machine; readers cannot open it",
        help_vi: "chép tệp vào cạnh bài viết rồi dẫn theo tên: {name}", help_en: "copy the file beside the article and name it: {name}";
    /// A web address without a host.
    LINK_HOST = "E-LINK-HOST"
        vi: "địa chỉ `{target}` chưa viết hết", en: "the address `{target}` is incomplete",
        help_vi: "viết cả tên miền, ví dụ https://chinhphu.vn", help_en: "write the whole of it, e.g. https://chinhphu.vn";
    /// A picture or file that does not exist.
    PICTURE_MISSING = "E-PICTURE-MISSING"
        vi: "không có tệp `{target}`", en: "there is no file `{target}`",
        help_vi: "đặt tệp cạnh bài viết hoặc trong thư mục static/", help_en: "put it beside the article or into static/";
    /// A picture that is broken or no picture.
    PICTURE_BROKEN = "E-PICTURE-BROKEN"
        vi: "tệp `{target}` không phải ảnh đọc được", en: "`{target}` is not a readable picture",
        help_vi: "dùng ảnh JPEG, PNG, WebP, AVIF, GIF hoặc SVG", help_en: "use JPEG, PNG, WebP, AVIF, GIF or SVG";
    /// A picture of a kind that browsers do not show.
    PICTURE_KIND = "E-PICTURE-KIND"
        vi: "ảnh `{target}` là ảnh {kind}, trình duyệt không hiện được", en: "`{target}` is a {kind} picture, which browsers do not show",
        help_vi: "mở ảnh trên máy rồi lưu lại thành JPEG", help_en: "open it and save it as JPEG";
    /// A picture with more pixels than are decoded.
    PICTURE_HUGE = "E-PICTURE-HUGE"
        vi: "ảnh `{target}` quá lớn: {width}×{height} điểm ảnh", en: "`{target}` is too large: {width}×{height} pixels",
        help_vi: "thu nhỏ còn dưới {most} triệu điểm ảnh; rộng 4000 là đã quá đủ", help_en: "make it smaller than {most} million pixels; a width of 4000 is plenty";
    /// A picture whose name promises another format.
    PICTURE_NAME = "W-PICTURE-NAME"
        vi: "tên tệp `{target}` không khớp với nội dung tệp: đây là ảnh {kind}", en: "the name `{target}` is wrong: this is a {kind} picture",
        help_vi: "đổi đuôi tệp thành `.{ending}`", help_en: "let its name end in `.{ending}`";
    /// A drawing with scripts or addresses of others, published without them.
    PICTURE_UNSAFE = "W-PICTURE-UNSAFE"
        vi: "hình SVG `{target}` có script hoặc lấy thứ gì đó từ nơi khác; đã bỏ khi đăng", en: "the drawing `{target}` has scripts or takes something from elsewhere; published without it",
        help_vi: "mở hình bằng phần mềm vẽ, lưu lại kiểu SVG thường (Plain SVG)", help_en: "open it in a drawing program and save it as plain SVG";
    /// A picture of another site.
    PICTURE_FOREIGN = "E-PICTURE-FOREIGN"
        vi: "ảnh `{target}` nằm trên trang khác", en: "the picture `{target}` is on another site",
        help_vi: "tải ảnh về, đặt cạnh bài viết rồi dẫn theo tên tệp", help_en: "save it beside the article";
    /// A picture without words for those who cannot see it (REQ-X2).
    ALT_MISSING = "W-ALT-MISSING"
        vi: "ảnh chưa có lời mô tả cho người khiếm thị", en: "the picture has no alternative text",
        help_vi: "viết {example}", help_en: "write {example}";

    // Markdown
    /// A directive that does not exist.
    DIRECTIVE_UNKNOWN = "E-DIRECTIVE-UNKNOWN"
        vi: "không có khối `{name}`", en: "there is no block `{name}`",
        help_vi: "các khối dùng được: {known}", help_en: "known blocks: {known}";
    /// A directive that is not closed, or closed without being open.
    DIRECTIVE_OPEN = "E-DIRECTIVE-OPEN"
        vi: "khối `{name}` chưa được đóng", en: "the block `{name}` is not closed",
        help_vi: "thêm một dòng chỉ có `:::` ở cuối khối", help_en: "add a line `:::` at its end";
    /// A closing line alone.
    DIRECTIVE_CLOSE = "E-DIRECTIVE-CLOSE"
        vi: "dòng `:::` này không đóng khối nào", en: "this `:::` closes nothing",
        help_vi: "xóa dòng này", help_en: "remove the line";
    /// A directive with a wrong, missing or unreadable attribute, or content where none may be.
    DIRECTIVE_ATTRIBUTE = "E-DIRECTIVE-ATTRIBUTE"
        vi: "khối `{name}`: {reason}", en: "block `{name}`: {reason_en}",
        help_vi: "viết như: {example}", help_en: "write: {example}";
    /// HTML that was taken out (REQ-Z4).
    HTML_REMOVED = "W-HTML-REMOVED"
        vi: "mã HTML `{what}` không được phép; đã bỏ", en: "the HTML `{what}` is not allowed; removed",
        help_vi: "dùng Markdown hoặc các khối `:::`", help_en: "use Markdown or `:::` blocks";
    /// A frame or video of a host that site.toml does not name.
    EMBED_HOST = "E-EMBED-HOST"
        vi: "chưa cho phép nhúng từ `{host}`", en: "embedding from `{host}` is not allowed",
        help_vi: "ghi vào site.toml dòng `[embeds]`, dưới nó là dòng `hosts = [\"{host}\"]`", help_en: "write into site.toml the line `[embeds]`, and below it `hosts = [\"{host}\"]`";
    /// A body so long or deep that it cannot be read in time.
    BODY_TOO_MUCH = "E-BODY"
        vi: "không xử lý được nội dung bài: {reason}", en: "the text cannot be processed: {reason_en}",
        help_vi: "chia bài thành nhiều bài ngắn hơn", help_en: "split it into several";
    /// Marks of Markdown that a slip keeps from being any.
    MARKUP = "W-MARKUP"
        vi: "`{mark}` không thành {meant}: người đọc thấy nguyên chữ như đã gõ", en: "`{mark}` makes no {meant_en}: readers see it as it was typed",
        help_vi: "viết {right}", help_en: "write {right}";
    /// A heading of level 1 inside a body (REQ-X4).
    HEADING_ONE = "W-HEADING-ONE"
        vi: "tiêu đề bài đã là cấp 1; mục trong bài bắt đầu từ `##`", en: "the title is level 1; headings inside start at `##`",
        help_vi: "viết ## thay cho #", help_en: "write ## instead of #";
    /// Headings that leave out a level (REQ-X4).
    HEADING_SKIP = "W-HEADING-SKIP"
        vi: "mục nhảy từ cấp {from} xuống cấp {to}", en: "the headings jump from level {from} to level {to}",
        help_vi: "dùng cấp liền dưới", help_en: "use the next level";
    /// One heading id twice.
    HEADING_ID_TWICE = "W-HEADING-ID"
        vi: "mã mục `{id}` đã có trong trang; đổi thành `{new}`", en: "the heading id `{id}` is taken; it became `{new}`";
    /// A heading without words; what it shows is a paragraph.
    HEADING_EMPTY = "W-HEADING-EMPTY"
        vi: "tiêu đề mục không có chữ; không thành mục của bài", en: "a heading without words; it is no heading on the page",
        help_vi: "viết tiêu đề sau dấu #, hoặc xóa dòng này", help_en: "write its words behind the #, or remove the line";
    /// A footnote mark without a note.
    FOOTNOTE_MISSING = "W-FOOTNOTE-MISSING"
        vi: "chú thích `[^{label}]` không có lời chú", en: "the footnote `[^{label}]` has no text",
        help_vi: "thêm dòng: [^{label}]: lời chú", help_en: "add: [^{label}]: text";
    /// A footnote that no mark leads to; it is not shown.
    FOOTNOTE_UNUSED = "W-FOOTNOTE-UNUSED"
        vi: "lời chú `[^{label}]` không được dẫn ở đâu; không hiện trên trang", en: "no mark leads to the footnote `[^{label}]`; it is not shown",
        help_vi: "ghi [^{label}] vào chỗ cần chú thích", help_en: "write [^{label}] where it belongs";

    // Theme
    /// A theme that does not exist.
    THEME_MISSING = "E-THEME-MISSING"
        vi: "không có giao diện `{theme}`", en: "there is no theme `{theme}`",
        help_vi: "các giao diện có sẵn: {known}", help_en: "themes: {known}";
    /// Themes that extend each other in a circle.
    THEME_CIRCLE = "E-THEME-CIRCLE"
        vi: "giao diện `{theme}` kế thừa vòng tròn", en: "the theme `{theme}` extends itself";
    /// A template that cannot be read or fails while rendering.
    TEMPLATE = "E-TEMPLATE"
        vi: "khuôn mẫu sai: {reason}", en: "template error: {reason}";
    /// A template that a job needs is not there.
    TEMPLATE_MISSING = "E-TEMPLATE-MISSING"
        vi: "giao diện thiếu khuôn mẫu `{template}`", en: "the theme lacks the template `{template}`",
        help_vi: "thêm tệp này, hoặc ghi extends = \"cong\" trong theme.toml", help_en: "add the file, or write extends = \"cong\" in theme.toml";
    /// A script that imports what the theme does not have, or in a way that cannot be joined.
    SCRIPT_IMPORT = "E-SCRIPT-IMPORT"
        vi: "không ghép được tệp này vào script", en: "what is imported here cannot be joined to the script",
        help_vi: "ghi trọn trên một dòng: import { ten } from \"./tep.js\"; và đặt tệp ấy trong assets/", help_en: "write on one line: import { name } from \"./file.js\"; and put the file into assets/";
    /// One name at the top of two files of a script.
    SCRIPT_NAME_TWICE = "E-SCRIPT-NAME"
        vi: "tên `{name}` đã có trong `{other}`, mà hai tệp được ghép thành một script", en: "the name `{name}` is taken in `{other}`, and both files become one script",
        help_vi: "đặt tên khác ở một trong hai tệp", help_en: "choose another name in one of them";
    /// A word of the theme that a language lacks.
    WORD_MISSING = "W-WORD-MISSING"
        vi: "giao diện chưa có chữ `{key}` cho ngôn ngữ `{language}`; dùng tạm tiếng Việt", en: "the theme has no word `{key}` in `{language}`; Vietnamese stands in";

    // Publishing and remembering
    /// An output folder that may not be written.
    OUTPUT_REFUSED = "E-OUTPUT-REFUSED"
        vi: "không dùng `{path}` làm thư mục xuất: {reason}", en: "`{path}` cannot be the output folder: {reason_en}",
        help_vi: "chọn thư mục khác bằng --output", help_en: "choose another with --output";
    /// A file in the output folder that is not ours.
    OUTPUT_FOREIGN = "W-OUTPUT-FOREIGN"
        vi: "thư mục xuất có tệp không do congtin tạo: `{path}`{more}; giữ nguyên", en: "a file in the output folder is not ours: `{path}`{more_en}; kept";
    /// A foreign file where ours should be.
    OUTPUT_BLOCKED = "E-OUTPUT-BLOCKED"
        vi: "tệp lạ `{path}`{more} nằm đúng chỗ của một trang", en: "a foreign file `{path}`{more_en} stands where a page should be",
        help_vi: "chuyển đi nơi khác rồi chạy lại; cả thư mục là bản xuất cũ thì dọn trống thư mục ấy; là trang của cổng mà không đọc được thì chạy bằng tài khoản có quyền đọc", help_en: "move it away and run again; empty the folder if all of it is an older portal; if it is the portal's own and cannot be read, run as somebody who may";
    /// A published file whose bytes are others now.
    LIVE_CHANGED = "E-LIVE-CHANGED"
        vi: "`{path}` không còn như lúc xuất bản", en: "`{path}` is not as it was published",
        help_vi: "tìm xem ai đã sửa, và chạy `congtin build --no-cache` để có tệp đúng", help_en: "find out who changed it, and run `congtin build --no-cache` for the right file";
    /// A published file that is not there.
    LIVE_MISSING = "E-LIVE-MISSING"
        vi: "thiếu `{path}`", en: "`{path}` is missing",
        help_vi: "xuất bản hoặc chép lại cổng lên máy chủ", help_en: "publish or copy the portal again";
    /// A file on the server that we did not make.
    LIVE_FOREIGN = "E-LIVE-FOREIGN"
        vi: "`{path}` không do congtin tạo ra", en: "`{path}` was not made by congtin",
        help_vi: "nếu không ai trong cơ quan đặt tệp này, có thể máy chủ đã bị xâm nhập", help_en: "if nobody of the office put it there, the server may have been broken into";
    /// A link or a device on the server.
    LIVE_LINK = "E-LIVE-LINK"
        vi: "`{path}` là liên kết hoặc tệp đặc biệt, congtin không bao giờ tạo ra", en: "`{path}` is a link or special file; congtin never makes one",
        help_vi: "xem ai đã tạo ra nó và, nếu là liên kết, nó dẫn tới đâu; congtin không đi theo", help_en: "find out who made it and, if it is a link, where it leads; congtin does not follow it";
    /// A file or folder on the server that cannot be read.
    LIVE_UNREADABLE = "E-LIVE-UNREADABLE"
        vi: "không đọc được `{path}`", en: "`{path}` cannot be read",
        help_vi: "chạy lại bằng tài khoản có quyền đọc cả thư mục", help_en: "run again as somebody who may read the whole folder";
    /// What was remembered is of another version or damaged.
    MEMORY_IGNORED = "N-MEMORY-IGNORED"
        vi: "bỏ qua phần ghi nhớ cũ ({reason})", en: "what was remembered is ignored ({reason})";
    /// A build was interrupted after its decision.
    BUILD_ENDED = "N-BUILD-ENDED"
        vi: "lần build trước bị ngắt giữa chừng; đã làm nốt việc của lần ấy, và tính cả vào số tệp dưới đây", en: "the last build was interrupted; its work was ended and is counted below";
    /// The system cannot watch the folder.
    WATCH_POLLS = "N-WATCH-POLLS"
        vi: "hệ thống không báo được thay đổi trong thư mục ({reason}); mỗi giây xem lại một lần", en: "the system cannot tell of changes in the folder ({reason}); it is looked through every second";
    /// An article left out by --skip-broken.
    SKIPPED = "W-SKIPPED"
        vi: "bài có lỗi nên không xuất bản (--skip-broken)", en: "left out because of errors (--skip-broken)",
        help_vi: "trang của bài, nếu đang có trên cổng, vắng mặt cho tới khi sửa xong và chạy lại build", help_en: "its page, if there was one, is away until it is mended and built again";
}
