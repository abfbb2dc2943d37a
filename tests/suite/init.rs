//! `congtin init`.

use super::shell::Shell;

#[test]
fn a_new_portal_builds_at_once_without_a_finding() {
    let shell = Shell::bare();
    shell.run("init cong-moi").code(0).out_has("cd cong-moi");
    shell
        .run_in("cong-moi", "check --deny-warnings --quiet")
        .code(0)
        .err("");
    shell
        .run_in("cong-moi", "build --deny-warnings")
        .code(0)
        .err("");
    shell.has("cong-moi/public/index.html", "<!DOCTYPE html>");
    assert!(!shell.read("cong-moi/site.toml").contains("@TODAY@"));
    for (path, (bytes, _)) in shell.state("cong-moi/content") {
        let text = super::case::text(&bytes);
        assert!(!text.contains("@TODAY@"), "{}", path.display());
    }
}

#[test]
fn an_article_can_be_added_to_a_new_portal() {
    let shell = Shell::bare();
    shell.run("init .").code(0);
    shell.run("new 'Bài đầu tiên' --category tin-tuc").code(0);
    shell.run("build --drafts --deny-warnings").code(0);
}

#[test]
fn a_folder_with_anything_in_it_is_left_alone() {
    let shell = Shell::bare();
    shell.write("cong/thu.txt", "của tôi");
    shell
        .run("init cong")
        .code(2)
        .err_has("thư mục `cong` không trống");
    assert_eq!(shell.state("cong").len(), 1);
}
