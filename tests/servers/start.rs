//! Servers that run for a test.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A kind of server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Nginx,
    Apache,
    Caddy,
}

/// A server that runs; it ends with the test.
pub struct Running {
    process: Child,
    /// Where it listens.
    pub port: u16,
}

/// Modules of Apache that the settings name, and those without which it does not run.
const MODULES: [&str; 9] = [
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "headers",
    "rewrite",
    "alias",
    "filter",
    "deflate",
];

impl Server {
    /// As `congtin server-config` knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Apache => "apache",
            Self::Caddy => "caddy",
        }
    }

    /// What stands around the printed settings: where the server keeps its own files, and that it listens here only.
    fn around(self, settings: &str, port: u16, folder: &Path) -> String {
        let own = folder.display();
        match self {
            // Without a master there is one process to end.
            Self::Nginx => format!(
                "daemon off;\nmaster_process off;\npid {own}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\nclient_body_temp_path {own}/t1;\nproxy_temp_path {own}/t2;\nfastcgi_temp_path {own}/t3;\nuwsgi_temp_path {own}/t4;\nscgi_temp_path {own}/t5;\n{settings}\n}}\n"
            ),
            Self::Apache => {
                let modules = MODULES.map(|name| {
                    format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n")
                });
                format!(
                    "{}ServerRoot \"{own}\"\nDefaultRuntimeDir \"{own}\"\nPidFile \"{own}/apache.pid\"\nListen 127.0.0.1:{port}\nServerName 127.0.0.1\nTypesConfig /dev/null\nErrorLog /dev/stderr\n{settings}\n",
                    modules
                        .concat()
                        .replace("mod_mpm_event_module", "mpm_event_module")
                )
            }
            Self::Caddy => {
                format!("{{\nadmin off\nauto_https off\ndefault_bind 127.0.0.1\n}}\n{settings}\n")
            }
        }
    }

    fn command(self, settings: &Path) -> Command {
        let (name, arguments): (_, &[&str]) = match self {
            Self::Nginx => ("nginx", &["-e", "stderr", "-c"]),
            Self::Apache => ("apache2", &["-X", "-f"]),
            Self::Caddy => ("caddy", &["run", "--adapter", "caddyfile", "--config"]),
        };
        // Who runs the tests as root does not run a server as root.
        let mut command = if rustix::process::getuid().is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", name]);
            command
        } else {
            Command::new(name)
        };
        command.args(arguments).arg(settings);
        command
    }
}

impl Running {
    /// Starts a server with printed settings and waits until it listens.
    pub fn start(server: Server, settings: &str, port: u16, folder: &Path) -> Self {
        let file = folder.join(server.name());
        fs::write(&file, server.around(settings, port, folder)).expect("written");
        let log = folder.join("log");
        let file_of_log = fs::File::create(&log).expect("a log");
        open_to_all(&log);
        let process = server
            .command(&file)
            .current_dir(folder)
            .env("HOME", folder)
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(file_of_log)
            .spawn();
        let process = process.unwrap_or_else(|error| panic!("{server:?} does not start: {error}"));
        let running = Self { process, port };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let said = fs::read_to_string(log).unwrap_or_default();
        panic!("{server:?} does not listen: {said}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that nobody has at the moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its number").port()
}

/// Lets whoever the server is started as write into a folder or file of this test.
pub fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let all = fs::Permissions::from_mode(0o777);
    fs::set_permissions(folder, all).expect("its owner may");
}
