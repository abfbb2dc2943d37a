//! What is told of files and records: what somebody wrote, and how articles stand to each other.

use super::super::{Rule, table::rules};

rules! {
    // Files
    /// A file that is no text in a known encoding.
    FILE_ENCODING = "E-FILE-ENCODING"
        vi: "tệp không phải văn bản UTF-8", en: "the file is not UTF-8 text",
        help_vi: "mở tệp bằng trình soạn thảo rồi lưu lại với bảng mã UTF-8; nếu mở ra thấy chữ hiện sai, chuyển mã bằng Unikey (Ctrl+Shift+F6) trước khi lưu", help_en: "open it in an editor and save it as UTF-8; if its letters look wrong there, convert them to Unicode first";
    /// A file that cannot be read.
    FILE_UNREADABLE = "E-FILE-UNREADABLE"
        vi: "không đọc được tệp: {reason}", en: "the file cannot be read: {reason_en}";
    /// A file that changed between being read and being shown.
    FILE_CHANGED = "E-FILE-CHANGED"
        vi: "tệp vừa thay đổi trong lúc đang xuất bản", en: "the file changed while it was being published",
        help_vi: "chạy lại lệnh", help_en: "run the command again";
    /// A UTF-16 file, read all the same.
    FILE_UTF16 = "W-FILE-UTF16"
        vi: "tệp lưu theo bảng mã UTF-16; đã đọc được", en: "the file is UTF-16; it was read",
        help_vi: "nên lưu lại với bảng mã UTF-8", help_en: "save it as UTF-8";
    /// Text not in Unicode form C (REQ-V1, REQ-V2).
    TEXT_NOT_NFC = "W-TEXT-NFC"
        vi: "chữ viết tách dấu, sai thứ tự dấu (không theo dạng NFC) hoặc dùng chữ Ð ngoại lai thay cho Đ; đã tự sửa khi xuất bản", en: "text with detached or mis-ordered marks (not NFC), or with a foreign Ð for Đ; repaired on the way out",
        help_vi: "gõ lại bằng bảng mã Unicode dựng sẵn", help_en: "retype it with precomposed Unicode";
    /// Text in a letter set of before Unicode (REQ-V18).
    TEXT_LEGACY = "W-TEXT-LEGACY"
        vi: "chữ gõ bằng bảng mã cũ {set}, người đọc thấy sai: `{word}`", en: "text in the old letter set {set}, which readers see as `{word}`",
        help_vi: "chép đoạn ấy, chuyển từ {set} sang Unicode bằng Unikey (Ctrl+Shift+F6), rồi dán lại", help_en: "convert it from {set} to Unicode (Unikey: Ctrl+Shift+F6) and paste it again";
    /// Control characters, dropped.
    TEXT_CONTROL = "W-TEXT-CONTROL"
        vi: "có {count} ký tự điều khiển không nhìn thấy; đã bỏ", en: "{count} invisible control characters; dropped";
    /// A file name not in form C.
    NAME_NOT_NFC = "W-NAME-NFC"
        vi: "tên tệp viết tách dấu (không theo dạng NFC)", en: "the file name is not in Unicode form C";
    /// A link or a special file, never followed.
    FILE_LINK = "W-FILE-LINK"
        vi: "đây là liên kết tượng trưng hoặc tệp đặc biệt; bỏ qua", en: "a symbolic link or special file; left out",
        help_vi: "chép tệp thật vào thư mục này", help_en: "copy the real file here";

    // Records: front matter, site.toml, theme.toml
    /// The front matter or the settings cannot be read.
    RECORD_SYNTAX = "E-RECORD-SYNTAX"
        vi: "viết sai cú pháp ở chỗ này", en: "syntax error: {reason}",
        help_vi: "xem lại dấu nháy, dấu ngoặc, dấu phẩy và khoảng trắng đầu dòng", help_en: "look at quotes, brackets, commas and the spaces at the start of the line";
    /// A value without quotes.
    RECORD_QUOTES = "E-RECORD-QUOTES"
        vi: "giá trị chữ phải đặt trong dấu nháy thẳng \"…\"", en: "text must stand in straight quotes \"…\"";
    /// A straight quote inside a text in straight quotes.
    RECORD_QUOTE_INSIDE = "E-RECORD-QUOTE-INSIDE"
        vi: "trong chữ có dấu nháy thẳng nên chữ bị ngắt giữa chừng", en: "a straight quote inside the text ends it too early";
    /// A text whose quote is not closed.
    RECORD_QUOTE_OPEN = "E-RECORD-QUOTE-OPEN"
        vi: "dấu nháy chưa được đóng", en: "the quote is not closed";
    /// A list or a group whose bracket is not closed.
    RECORD_BRACKET = "E-RECORD-BRACKET"
        vi: "dấu ngoặc `{bracket}` chưa được đóng", en: "the bracket `{bracket}` is not closed",
        help_vi: "thêm dấu ngoặc đóng ở cuối giá trị", help_en: "close it at the end of the value";
    /// Curly quotes from a word processor.
    RECORD_CURLY = "E-RECORD-CURLY"
        vi: "dấu nháy cong “ ” của Word không dùng được ở đây", en: "curly quotes “ ” do not work here",
        help_vi: "gõ dấu nháy thẳng \"", help_en: "type straight quotes \"";
    /// A key written with Vietnamese marks.
    RECORD_KEY_MARKS = "E-RECORD-KEY-MARKS"
        vi: "tên khóa phải viết không dấu, nối bằng gạch dưới", en: "keys are written without marks, joined by underscores";
    /// A key that does not exist.
    KEY_UNKNOWN = "E-KEY-UNKNOWN"
        vi: "không có khóa `{key}`", en: "there is no key `{key}`",
        help_vi: "các khóa dùng được: {known}", help_en: "known keys: {known}";
    /// A key that only another kind of article has.
    KEY_OF_KIND = "E-KEY-KIND"
        vi: "`{key}` chỉ dùng cho bài loại `{kind}`", en: "`{key}` is for articles of the kind `{kind}`",
        help_vi: "thêm dưới dòng title: kind = \"{kind}\"; hoặc bỏ `{key}`", help_en: "add below the title: kind = \"{kind}\"; or take `{key}` out";
    /// A key given twice, perhaps under its other name.
    KEY_TWICE = "E-KEY-TWICE"
        vi: "khóa `{key}` được ghi hai lần", en: "the key `{key}` is given twice",
        help_vi: "giữ lại một dòng", help_en: "keep one of them";
    /// An abbreviation that the settings give twice.
    ABBREVIATION_TWICE = "W-ABBREVIATION-TWICE"
        vi: "chữ tắt `{short}` đã ghi ở trên, với chữ đầy đủ “{other}”; chỉ lần ghi cuối được dùng", en: "the abbreviation `{short}` stands above, for “{other}”; only the last one is used",
        help_vi: "giữ lại một dòng; chữ hoa, chữ thường được coi là một", help_en: "keep one of them; capitals make no difference";
    /// A value of the wrong kind.
    KEY_TYPE = "E-KEY-TYPE"
        vi: "`{key}` phải là {wanted}", en: "`{key}` must be {wanted_en}",
        help_vi: "viết như: {example}", help_en: "write: {example}";
    /// A value outside the list of allowed ones.
    KEY_VALUE = "E-KEY-VALUE"
        vi: "`{key}` không nhận giá trị `{value}`", en: "`{key}` cannot be `{value}`",
        help_vi: "chọn một trong: {known}", help_en: "one of: {known}";
    /// One text with commas where a list may stand.
    KEY_COMMA = "W-KEY-COMMA"
        vi: "`{key}` chỉ có một mục, tên là `{value}`", en: "`{key}` has one item, which is called `{value}`",
        help_vi: "nếu là nhiều mục, viết [{list}]; nếu đúng là một, viết [\"{value}\"]", help_en: "for several, write [{list}]; if it is one, write [\"{value}\"]";
    /// A number outside its bounds.
    KEY_RANGE = "E-KEY-RANGE"
        vi: "`{key}` phải từ {low} đến {high}", en: "`{key}` must be from {low} to {high}";
    /// A key that must be there.
    KEY_MISSING = "E-KEY-MISSING"
        vi: "thiếu `{key}`", en: "`{key}` is missing",
        help_vi: "cần có dòng: {example}", help_en: "there must be a line: {example}";
    /// A date that is none.
    DATE_BAD = "E-DATE"
        vi: "`{value}` không phải ngày hợp lệ", en: "`{value}` is not a date",
        help_vi: "viết ngày trước, ví dụ \"11/07/2022\" hoặc \"11/07/2022 15:30\"", help_en: "day first, e.g. \"11/07/2022\" or \"11/07/2022 15:30\"";

    // Settings
    /// There is no site.toml.
    SITE_MISSING = "E-SITE-MISSING"
        vi: "không tìm thấy `site.toml`", en: "there is no `site.toml`",
        help_vi: "chạy `congtin init THƯ-MỤC` để tạo cổng mới", help_en: "run `congtin init FOLDER` to make a portal";
    /// A base address that is no web address.
    BASE_URL = "E-BASE-URL"
        vi: "`{value}` không phải địa chỉ web đầy đủ", en: "`{value}` is not a full web address",
        help_vi: "viết như: base_url = \"https://tenthanhpho.gov.vn\"", help_en: "write: base_url = \"https://city.gov.vn\"";

    /// A block of the home page that shows what one above it shows.
    HOME_TWICE = "E-HOME-TWICE"
        vi: "trang chủ đã có khối `{block}` ở trên", en: "the home page has the block `{block}` above",
        help_vi: "xóa khối này", help_en: "take this block out";
    /// A key that means nothing to a block of this kind.
    HOME_KEY = "W-HOME-KEY"
        vi: "khối `{kind}` không dùng đến `{key}`", en: "a block `{kind}` has no use for `{key}`",
        help_vi: "xóa dòng này, hoặc đổi `kind`", help_en: "take this line out, or change `kind`";
    /// A warning whose time is over.
    ALERT_OVER = "W-ALERT-OVER"
        vi: "cảnh báo đã hết hạn ({until}) nên không hiện", en: "the warning is over ({until_en}), so it is not shown",
        help_vi: "xóa cảnh báo này, hoặc sửa `until`", help_en: "take the warning out, or change `until`";

    // What was published before
    /// An address that readers may have kept is not there any more.
    ADDRESS_GONE = "W-ADDRESS-GONE"
        vi: "địa chỉ `{url}` đã công khai nay không còn: ai mở liên kết cũ sẽ gặp trang báo không tìm thấy", en: "`{url}` was public and is gone: whoever kept the link meets a page that says so",
        help_vi: "thêm `aliases = [\"{url}\"]` vào bài thay thế; nếu muốn gỡ bài thì giữ tệp lại và ghi `withdrawn = \"lý do\"`", help_en: "add `aliases = [\"{url}\"]` to the article that stands in for it; to take an article back, keep its file and write `withdrawn = \"the reason\"`";
    /// The address of a list was public, and now there is none.
    LIST_GONE = "W-LIST-GONE"
        vi: "trang danh sách `{url}` đã công khai nay không còn: ai mở liên kết cũ sẽ gặp trang báo không tìm thấy", en: "the list `{url}` was public and is gone: whoever kept the link meets a page that says so",
        help_vi: "muốn đổi tên chuyên mục thì giữ nguyên tên thư mục và sửa `title` trong `_index.md`", help_en: "to rename a category, keep its folder and change `title` in `_index.md`";
    /// No file of `content/` is left where there were articles.
    CONTENT_GONE = "E-CONTENT-GONE"
        vi: "thư mục `content` không có tệp nào, mà lần xuất bản trước còn có bài", en: "there is nothing in `content`, and there were articles at the last build",
        help_vi: "xem ổ đĩa hay thư mục mạng chứa bài đã nối chưa; nếu đúng là bỏ hết bài, đặt lại một tệp `content/_index.md` rồi chạy lại", help_en: "see whether the disk or share with the articles is there; if they all are to go, leave a file `content/_index.md` and run again";
    /// A warm and a cold build do not agree.
    VERIFY_DIFFERS = "E-VERIFY"
        vi: "`{path}` khác với bản làm lại từ đầu: {difference}", en: "`{path}` is not what a build from scratch makes: {difference_en}",
        help_vi: "đây là lỗi của congtin; chạy `congtin clean` rồi `congtin build` để có bản đúng, và gửi toàn bộ lời báo này cho nhóm phát triển", help_en: "this is a fault of congtin; run `congtin clean`, then `congtin build` for the right pages, and send all of this message to its makers";

    // Articles
    /// An article without a title.
    TITLE_MISSING = "E-TITLE-MISSING"
        vi: "bài chưa có tiêu đề", en: "the article has no title",
        help_vi: "cần có dòng: title = \"Tiêu đề bài\"", help_en: "there must be a line: title = \"…\"";
    /// An article without a date.
    DATE_MISSING = "E-DATE-MISSING"
        vi: "bài chưa có ngày đăng", en: "the article has no date",
        help_vi: "thêm dòng: date = \"11/07/2022 15:30\"", help_en: "add: date = \"11/07/2022 15:30\"";
    /// A file without front matter.
    FRONT_MATTER_MISSING = "E-FRONT-MATTER"
        vi: "tệp không có phần khai báo ở đầu", en: "the file has no front matter",
        help_vi: "bắt đầu tệp bằng bốn dòng: +++ / title = \"…\" / date = \"11/07/2022\" / +++", help_en: "begin the file with four lines: +++, title = \"…\", date = \"11/07/2022\", +++";
    /// Front matter that never ends.
    FRONT_MATTER_OPEN = "E-FRONT-MATTER-OPEN"
        vi: "phần khai báo ở đầu tệp chưa được đóng bằng `{mark}`", en: "the front matter is not closed by `{mark}`",
        help_vi: "thêm một dòng `{mark}` trước nội dung bài", help_en: "add a line `{mark}` before the text";
    /// A headline too long to be read at a glance (REQ-E7).
    TITLE_LONG = "N-TITLE-LONG"
        vi: "tiêu đề dài {count} tiếng", en: "a headline of {count} syllables",
        help_vi: "rút còn dưới 25 tiếng: trên điện thoại, Google và mạng xã hội chỉ hiện phần đầu", help_en: "keep it below 25 syllables: telephones, Google and social networks show its beginning only";
    /// A headline or summary in which a character is written as HTML writes it; both are texts to the letter.
    TEXT_CODE = "W-TEXT-CODE"
        vi: "`{code}` là mã HTML; người đọc sẽ thấy nguyên như vậy", en: "`{code}` is HTML code; readers see it as it stands",
        help_vi: "gõ thẳng chữ hay dấu mà mã ấy thay cho, như ' thay cho &#39;", help_en: "type what it stands for, as ' instead of &#39;";
    /// No summary; the first paragraph stands in.
    SUMMARY_MISSING = "N-SUMMARY-MISSING"
        vi: "bài chưa có sapo; tạm lấy đoạn đầu", en: "no summary; the first paragraph stands in",
        help_vi: "điền một, hai câu vào dòng: summary = \"…\"", help_en: "fill in the line: summary = \"…\"";
    /// A first paragraph that says the summary again.
    SUMMARY_REPEATED = "N-SUMMARY-REPEATED"
        vi: "đoạn đầu bài lặp lại sapo; người đọc thấy hai lần", en: "the first paragraph repeats the summary; readers see it twice",
        help_vi: "xóa đoạn đầu, vì sapo đã hiện ngay trên đó", help_en: "take the paragraph out: the summary stands right above it";
    /// A summary of which lists show the beginning only (REQ-V15).
    SUMMARY_LONG = "N-SUMMARY-LONG"
        vi: "sapo dài {count} tiếng; trong danh sách chỉ hiện {most} tiếng đầu", en: "a summary of {count} syllables; lists show the first {most}",
        help_vi: "viết sapo chừng 30 đến 50 tiếng", help_en: "30 to 50 syllables are enough";
    /// A profile whose person did not agree to be shown (REQ-A16, REQ-C19).
    CONSENT_MISSING = "W-CONSENT"
        vi: "chưa ghi nhân vật đồng ý đăng ảnh và câu chuyện", en: "the person's consent is not recorded",
        help_vi: "khi nhân vật đã đồng ý, ghi `consent = true` trong [person]", help_en: "once they agreed, write `consent = true` in [person]";
    /// A number by which somebody could be robbed (REQ-C19).
    PRIVATE_IDENTITY = "W-PRIVATE-IDENTITY"
        vi: "`{number}` giống số căn cước của một người", en: "`{number}` looks like the number of somebody's identity card",
        help_vi: "bỏ số này, hoặc chỉ giữ ba số cuối: …{last}", help_en: "take it out, or keep the last three digits: …{last}";
    /// A number at which somebody can be reached or paid (REQ-C19).
    PRIVATE_CONTACT = "N-PRIVATE-CONTACT"
        vi: "`{number}` giống {what} của một người", en: "`{number}` looks like {what_en} of a person",
        help_vi: "chỉ đăng khi người đó đã đồng ý; số của cơ quan thì không sao", help_en: "publish it only with their consent; that of an office is fine";
    /// An article that waits for approval in a site that publishes approved ones only.
    UNAPPROVED = "N-UNAPPROVED"
        vi: "bài chưa được duyệt nên không xuất bản", en: "not published: it is not approved",
        help_vi: "khi đã duyệt, ghi: status = \"approved\"", help_en: "once approved, write: status = \"approved\"";
    /// An expiry before publication.
    DATES_CROSSED = "W-DATES-CROSSED"
        vi: "`{later}` lại sớm hơn `{earlier}`", en: "`{later}` is before `{earlier}`";
    /// An article that was withdrawn in one language only.
    WITHDRAWN_PAIR = "W-WITHDRAWN-PAIR"
        vi: "bài đã gỡ, nhưng bản `{other}` vẫn còn trên cổng", en: "withdrawn, but `{other}` is still on the portal",
        help_vi: "nếu gỡ cả hai, ghi withdrawn vào tệp kia nữa", help_en: "to withdraw both, write withdrawn in the other file too";
    /// A withdrawn article without a reason.
    WITHDRAWN_REASON = "W-WITHDRAWN-REASON"
        vi: "bài đã gỡ nhưng chưa ghi lý do", en: "a withdrawn article without a reason",
        help_vi: "ghi: withdrawn = { date = \"…\", reason = \"…\" }", help_en: "write: withdrawn = { date = \"…\", reason = \"…\" }";

    /// A correction that says nothing.
    CORRECTION_EMPTY = "W-CORRECTION-EMPTY"
        vi: "đính chính chưa có nội dung; không hiện trên trang", en: "a correction that says nothing; it is not shown",
        help_vi: "ghi: corrections = [{ date = \"…\", text = \"…\" }]", help_en: "write: corrections = [{ date = \"…\", text = \"…\" }]";

    // Addresses
    /// A name that the portal keeps for itself.
    NAME_RESERVED = "E-NAME-RESERVED"
        vi: "tên `{name}` dành riêng cho cổng", en: "the name `{name}` is reserved",
        help_vi: "đổi tên tệp hoặc thêm dòng: slug = \"ten-khac\"", help_en: "rename the file or add: slug = \"other-name\"";
    /// Two sources for one address.
    ADDRESS_TWICE = "E-ADDRESS-TWICE"
        vi: "địa chỉ `{url}` đã thuộc về `{other}`", en: "the address `{url}` belongs to `{other}`",
        help_vi: "đổi tên tệp hoặc thêm dòng: slug = \"ten-khac\"", help_en: "rename the file or add: slug = \"other-name\"";
    /// Two files whose names are one name, spelled in two ways (NFC and NFD).
    NAME_TWICE = "E-NAME-TWICE"
        vi: "có hai tệp cùng tên `{path}`: trông như nhau, nhưng chữ có dấu được ghi theo hai cách", en: "there are two files named `{path}`: they look alike, but their letters are encoded in two ways",
        help_vi: "xem tệp nào đúng rồi xóa hoặc đổi tên tệp kia; máy Mac hay ghi tên theo cách khác với Windows", help_en: "see which is right, and delete or rename the other; a Mac often encodes names otherwise than Windows";
    /// An alias that is another page's address.
    ALIAS_TAKEN = "E-ALIAS-TAKEN"
        vi: "đường dẫn cũ `{url}` đã thuộc về `{other}`", en: "the alias `{url}` belongs to `{other}`",
        help_vi: "bỏ đường dẫn này khỏi `aliases`", help_en: "remove it from `aliases`";
    /// An alias that is not a path of this portal.
    ALIAS_BAD = "E-ALIAS"
        vi: "đường dẫn cũ `{url}` không dùng được", en: "the alias `{url}` cannot be used",
        help_vi: "viết từ gốc của cổng, ví dụ \"/tin-tuc/bai-cu.html\"", help_en: "write it from the root, e.g. \"/news/old.html\"";
    /// A file name without one usable letter.
    NAME_EMPTY = "E-NAME-EMPTY"
        vi: "tên tệp không có chữ nào dùng được cho địa chỉ", en: "the file name has no letter for an address",
        help_vi: "đổi tên tệp, ví dụ `bai-moi.md`", help_en: "rename it, e.g. `new-article.md`";
    /// A name longer than disks can hold.
    NAME_LONG = "E-NAME-LONG"
        vi: "tên trong địa chỉ dài {length} ký tự; nhiều nhất là {most}", en: "a name in the address has {length} characters; {most} are the most",
        help_vi: "đặt tên ngắn hơn, hoặc thêm dòng: slug = \"ten-ngan\"", help_en: "give it a shorter name, or add: slug = \"short-name\"";
    /// A name that is nearly that of an article or an introduction.
    NAME_SLIP = "W-NAME-SLIP"
        vi: "tên tệp gõ lệch nên không được hiểu là `{right}`; tệp này không lên cổng", en: "the name is not understood as `{right}`; the file is not published",
        help_vi: "đổi tên tệp thành `{right}`", help_en: "rename the file `{right}`";
    /// Two articles with one identity in feeds.
    ID_TWICE = "E-ID-TWICE"
        vi: "mã bài `{id}` đã thuộc về `{other}`", en: "the id `{id}` belongs to `{other}`",
        help_vi: "bỏ dòng này, hoặc ghi một mã khác", help_en: "remove the line, or write another id";

    // Relations
    /// A category that does not exist.
    CATEGORY_MISSING = "E-CATEGORY-MISSING"
        vi: "không có chuyên mục `{category}`", en: "there is no category `{category}`",
        help_vi: "tạo tệp content/{category}/_index.md", help_en: "make content/{category}/_index.md";
    /// A category that has no article.
    CATEGORY_EMPTY = "W-CATEGORY-EMPTY"
        vi: "chuyên mục `{title}` chưa có bài nào; không hiện trên cổng", en: "the category `{title}` has no article; it is not shown",
        help_vi: "thêm bài, hoặc ghi hidden = true", help_en: "add an article, or write hidden = true";
    /// One term in two spellings.
    TERM_SPELLINGS = "W-TERM-SPELLINGS"
        vi: "`{spelling}` cũng được viết là `{usual}`", en: "`{spelling}` is also written `{usual}`",
        help_vi: "thống nhất một cách viết: `{usual}`", help_en: "write `{usual}` everywhere";
    /// An introduction of a term that no article has.
    TERM_UNMET = "W-TERM-UNMET"
        vi: "chưa có bài nào mang tên `{term}`; phần giới thiệu này không hiện trên cổng", en: "no article names `{term}`; this introduction is not shown",
        help_vi: "đặt tên thư mục theo cách viết trong các bài, không dấu, có gạch nối", help_en: "name the folder as articles write it, without marks, with hyphens";
    /// A term without one letter for an address.
    TERM_NAME = "W-TERM-NAME"
        vi: "`{spelling}` không có chữ nào dùng được cho địa chỉ; không hiện trên cổng", en: "`{spelling}` has no letter for an address; it is not shown",
        help_vi: "viết bằng chữ cái hoặc chữ số", help_en: "write it with letters or digits";
    /// A translation without an original.
    TRANSLATION_ALONE = "W-TRANSLATION-ALONE"
        vi: "bản dịch không có bản tiếng Việt cùng tên", en: "a translation without a Vietnamese original of the same name";
    /// A language that the site does not list.
    LANGUAGE_OFF = "W-LANGUAGE-OFF"
        vi: "ngôn ngữ `{language}` không có trong `languages` của site.toml; bỏ qua tệp này", en: "the language `{language}` is not listed in site.toml; the file is left out",
        help_vi: "ở đầu site.toml, sửa hoặc thêm dòng: languages = [\"vi\", \"{language}\"]", help_en: "at the top of site.toml, change or add: languages = [\"vi\", \"{language}\"]";
}
