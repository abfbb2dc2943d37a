//! What holds for every picture, and for every damage done to one.

use proptest::prelude::*;

use super::*;

fn ratios() -> impl Strategy<Value = Ratio> {
    prop::sample::select(vec![
        Ratio::Wide,
        Ratio::Classic,
        Ratio::Square,
        Ratio::Share,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_cut_lies_in_the_picture_has_its_shape_and_holds_the_focal_point(
        (width, height) in (1_u32..20_000, 1_u32..20_000), ratio in ratios(), (x, y) in (0_u8..=100, 0_u8..=100),
    ) {
        let (left, top, cut_width, cut_height) = Shape::Cut(ratio, Focus { x, y }).of(width, height);
        prop_assert!(cut_width > 0 && cut_height > 0);
        prop_assert!(left + cut_width <= width && top + cut_height <= height);
        prop_assert!(cut_width == width || cut_height == height);
        let (across, down) = ratio.sides();
        let error = i64::from(cut_width) * i64::from(down) - i64::from(cut_height) * i64::from(across);
        prop_assert!(error.abs() <= i64::from(across.max(down)) || cut_width == 1 || cut_height == 1);
        let (focus_x, focus_y) = (width * u32::from(x) / 100, height * u32::from(y) / 100);
        prop_assert!(left <= focus_x + 1 && focus_x <= left + cut_width);
        prop_assert!(top <= focus_y + 1 && focus_y <= top + cut_height);
    }

    #[test]
    fn widths_rise_to_the_widest_there_is(width in 1_u32..9000, most in 400_u32..2400) {
        let widths = whole(width, most);
        prop_assert!(widths.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(widths.last(), Some(&width.min(most)));
    }

    #[test]
    fn no_bytes_stop_the_program(at in 0_usize..3000, byte: u8, cut in 0_usize..3000, kind in 0_usize..3) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][kind];
        let mut bytes = bytes_of(&photograph(24, 16).into(), format);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length.min(200));
        let _ = look(&bytes);
        let _ = develop(&bytes, 1600).and_then(|negative| negative.print(&print(Shape::Whole, 24, Format::WebP)));
        for format in [Format::Jpeg, Format::Png, Format::WebP] {
            let _ = strip(&bytes, format);
        }
        let _ = drawing(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_print_has_the_size_that_was_told(
        (width, height) in (500_u32..900, 300_u32..900), ratio in ratios(), number in 1_u8..=8, (x, y) in (0_u8..=100, 0_u8..=100),
    ) {
        let file = held(jpeg(width, height), number);
        let look = look(&file).unwrap();
        let size = (look.width, look.height);
        let negative = develop(&file, 450).unwrap();
        for shape in [Shape::Whole, Shape::Cut(ratio, Focus { x, y })] {
            let widths = if shape == Shape::Whole { whole(look.width, 450) } else { cuts(shape, size) };
            for width in widths {
                let print = print(shape, width, Format::WebP);
                let made = decoded(&negative.print(&print).unwrap());
                prop_assert_eq!((made.width(), made.height()), (width, super::height(&print, size)));
            }
        }
    }
}
