//! The way to the preview for other machines: its address in the local network, and that as a QR code.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

use crate::text::Language;

/// Addresses of private networks and one of documentation (RFC 1918, RFC 5737). Nothing is ever sent there: the system
/// is only asked which of its own addresses it would send from.
const ELSEWHERE: [Ipv4Addr; 4] = [
    Ipv4Addr::new(192, 0, 2, 1),
    Ipv4Addr::new(192, 168, 0, 1),
    Ipv4Addr::new(10, 0, 0, 1),
    Ipv4Addr::new(172, 16, 0, 1),
];

/// What to tell whoever wants to look from a telephone: the address with the key, as text and as a QR code.
pub fn invitation(listening: SocketAddr, door: &str, language: Language) -> String {
    let ip = match listening.ip() {
        ip if ip.is_unspecified() => own_address(),
        ip => Some(ip),
    };
    let Some(ip) = ip else {
        return language
            .pick(
                "Máy này chưa nối mạng nội bộ nào. Nếu biết địa chỉ của máy, chạy lại với --host ĐỊA-CHỈ.",
                "This machine is in no local network. If you know its address, run again with --host ADDRESS.",
            )
            .to_owned();
    };
    let url = format!("http://{}{door}", SocketAddr::new(ip, listening.port()));
    let code = picture(&url).unwrap_or_default();
    match language {
        Language::Vi => format!(
            "Điện thoại, máy khác cùng mạng: quét mã hoặc mở {url}\n{code}\n\
             Ai có địa chỉ này đều xem được bản chưa công bố. Khóa chỉ dùng cho lần chạy này."
        ),
        Language::En => format!(
            "Telephones and other machines of this network: scan the code or open {url}\n{code}\n\
             Whoever has this address can see what is not published. The key is good for this run only."
        ),
    }
}

/// This machine's address in its local network, if it is in one.
fn own_address() -> Option<IpAddr> {
    ELSEWHERE.into_iter().find_map(|there| {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
        socket.connect((there, 9)).ok()?;
        let own = socket.local_addr().ok()?.ip();
        (!own.is_loopback() && !own.is_unspecified()).then_some(own)
    })
}

/// A QR code in half blocks, for a terminal that writes light on dark.
fn picture(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let mut picture = code.render::<Dense1x2>();
    picture
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark);
    Some(picture.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_told_with_its_key_and_drawn() {
        let told = invitation(
            SocketAddr::from(([192, 168, 1, 20], 8080)),
            "/__congtin/key/0123456789abcdef0123456789abcdef",
            Language::Vi,
        );
        let url = "http://192.168.1.20:8080/__congtin/key/0123456789abcdef0123456789abcdef";
        assert!(told.contains(url), "{told}");
        let rows: Vec<_> = told.lines().filter(|line| line.contains('█')).collect();
        assert!((15..=25).contains(&rows.len()), "{told}");
        assert!(rows.iter().all(|row| row.chars().count() <= 50), "{told}");
    }
}
