//! What readers see or hear that no editor wrote.

use crate::text::Language;

/// The words of one language.
pub struct Words {
    /// Names the scroll container of a table.
    pub table: &'static str,
    /// Names the notes at the end.
    pub notes: &'static str,
    /// Names the mark of a note; its number follows.
    pub note: &'static str,
    /// Names the link from a note back to its mark; the number follows.
    pub back: &'static str,
    /// Names the box of a task that is done.
    pub done: &'static str,
    /// Names the box of a task that is not.
    pub to_do: &'static str,
    /// Stands before the credit of a picture.
    pub credit: &'static str,
    /// Names a gallery without a title.
    pub gallery: &'static str,
    /// Names a link to a picture that has no alternative text.
    pub full_picture: &'static str,
    /// Names a box without a title.
    pub aside: &'static str,
    /// Opens the transcript of a recording.
    pub transcript: &'static str,
    /// Stands for a film or recording where none can be played.
    pub download: &'static str,
    /// Names a frame without a title.
    pub frame: &'static str,
    /// The summary of a `details` without one.
    pub summary: &'static str,
}

/// The words of a language.
pub const fn of(language: Language) -> &'static Words {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

static VI: Words = Words {
    table: "Bảng",
    notes: "Chú thích",
    note: "Chú thích",
    back: "Trở lại chỗ đánh dấu chú thích",
    done: "Đã xong",
    to_do: "Chưa xong",
    credit: "Ảnh:",
    gallery: "Thư viện ảnh",
    full_picture: "Xem ảnh lớn",
    aside: "Thông tin thêm",
    transcript: "Lời ghi âm",
    download: "Tải về:",
    frame: "Nội dung nhúng",
    summary: "<summary>Xem thêm</summary>",
};

static EN: Words = Words {
    table: "Table",
    notes: "Notes",
    note: "Note",
    back: "Back to the mark of note",
    done: "Done",
    to_do: "Not done",
    credit: "Photo:",
    gallery: "Gallery",
    full_picture: "Full picture",
    aside: "More information",
    transcript: "Transcript",
    download: "Download:",
    frame: "Embedded content",
    summary: "<summary>More</summary>",
};
