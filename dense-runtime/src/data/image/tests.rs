use std::fs;
use std::path::{Path, PathBuf};

use ::image::{GrayImage, Rgb, RgbImage};

use super::*;
use crate::{Dataset, Error};

/// A folder for one test, which is gone when the test has ended.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("dense-images-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for temporary files");
        Folder(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("within the folder")).expect("a folder");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn reason<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => panic!("it should be refused"),
        Err(error) => error.to_string(),
    }
}

/// Two classes of images that are 2 high and 3 wide.
fn two_classes(name: &str) -> Folder {
    let folder = Folder::new(name);
    let colors = RgbImage::from_fn(3, 2, |x, y| Rgb([50 * x as u8, 100 * y as u8, 255]));
    let gray = GrayImage::from_fn(3, 2, |x, y| [(10 * x + y) as u8].into());
    colors.save(folder.file("b/2.png")).expect("written");
    colors.save(folder.file("b/1.PNG")).expect("written");
    gray.save(folder.file("a/1.png")).expect("written");
    gray.save(folder.file(".hidden/1.png")).expect("written");
    fs::write(folder.file("a/notes.txt"), "no image").expect("written");
    fs::write(folder.file("notes.png"), "no image").expect("written");
    folder
}

#[test]
fn folders_are_classes() -> Result<(), Error> {
    let folder = two_classes("classes");
    let images = ImageFolder::open(&folder.0)?;
    assert_eq!(images.class_names(), ["a", "b"]);
    let names: Vec<_> =
        images.files().map(|(path, class)| (path.strip_prefix(&folder.0).expect("within"), class)).collect();
    assert_eq!(names, [(Path::new("a/1.png"), 0), (Path::new("b/1.PNG"), 1), (Path::new("b/2.png"), 1)]);

    let data: Dataset<[[[f32; 3]; 3]; 2], u8> = images.dataset()?;
    assert_eq!(data.targets(), [0, 1, 1]);
    assert_eq!(data.inputs()[0][1][2], [21.0 / 255.0; 3]);
    assert_eq!(data.inputs()[1][1][2], [100.0 / 255.0, 100.0 / 255.0, 1.0]);

    let shuffled: Vec<_> = images.clone().shuffle(3).files().map(|(path, _)| path.to_path_buf()).collect();
    assert_eq!(shuffled.len(), 3);
    Ok(())
}

#[test]
fn samples_can_be_flat() -> Result<(), Error> {
    let folder = two_classes("flat");
    let images = ImageFolder::open(&folder.0)?.image_size(2, 3).color_mode(ColorMode::Grayscale);
    let flat: Dataset<[f64; 6], u16> = images.dataset()?;
    let nested: Dataset<[[[f64; 1]; 3]; 2], u16> = images.dataset()?;
    assert_eq!(flat.inputs()[1], *nested.inputs()[1].as_flattened().as_flattened());
    // 0.587 of 100, 0.114 of 255.
    assert_eq!(flat.inputs()[1][3], 88.0 / 255.0);
    let error = images.dataset::<[f32; 7], u8>().expect_err("six numbers");
    assert!(matches!(error, Error::Setting { name: "image_size", value: 6.0, .. }), "{error}");
    assert!(matches!(ImageFolder::open(&folder.0)?.dataset::<[f32; 6], u8>(), Err(Error::Setting { value: 0.0, .. })));
    Ok(())
}

#[test]
fn streams_give_what_data_sets_have() -> Result<(), Error> {
    let folder = two_classes("stream");
    let images = ImageFolder::open(&folder.0)?.resize(Interpolation::Nearest);
    let data: Dataset<[[[f32; 3]; 4]; 5], u8> = images.dataset()?;
    let mut stream = images.stream::<[[[f32; 3]; 4]; 5], u8>()?;
    assert_eq!(stream.len_hint(), Some(3));
    let mut epoch = stream.epoch(0, 10)?;
    let batch = epoch.next_batch()?.expect("a batch");
    assert_eq!((batch.inputs(), batch.targets()), (data.inputs(), data.targets()));
    Ok(())
}

#[test]
fn what_is_wrong_is_said_with_the_file() -> Result<(), Error> {
    let folder = two_classes("wrong");
    let images = ImageFolder::open(&folder.0)?;
    let found = reason(images.dataset::<[[[f32; 3]; 2]; 2], u8>());
    assert!(
        found.contains("1.png` is no good image file: it is 2 high and 3 wide, but samples are 2 and 2"),
        "{found}"
    );

    fs::write(folder.file("b/3.png"), "no image").expect("written");
    let found = reason(ImageFolder::open(&folder.0)?.dataset::<[[[f32; 3]; 3]; 2], u8>());
    assert!(found.contains("3.png` is no good image file: "), "{found}");

    assert!(matches!(ImageFolder::open(folder.0.join("none")), Err(Error::File { action: "read", .. })));
    let empty = Folder::new("empty");
    assert!(reason(ImageFolder::open(&empty.0)).contains("there is no folder in it"));
    fs::create_dir(empty.0.join("a")).expect("a folder");
    assert!(reason(ImageFolder::open(&empty.0)).contains("no PNG or JPEG file in its folders"));

    let many = Folder::new("many");
    (0..257).for_each(|class| drop(many.file(&format!("{class}/1.png"))));
    fs::copy(folder.0.join("a/1.png"), many.0.join("7/1.png")).expect("copied");
    let found = reason(ImageFolder::open(&many.0)?.dataset::<[[[f32; 3]; 3]; 2], u8>());
    assert!(found.contains("`u8` has too few labels for 257 classes"), "{found}");
    Ok(())
}

/// A file of a few bytes that claims to have thousands of millions of pixels, and files that are damaged anywhere.
#[test]
fn damage_is_no_panic_and_takes_no_memory() {
    let folder = two_classes("damage");
    let path = folder.file("a/1.png");
    let whole = fs::read(&path).expect("written");
    let read = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("written");
        decode::decode(&path, ColorMode::Rgb)
    };
    assert!(read(&whole).is_ok());
    for len in 0..whole.len() {
        let _ = read(&whole[..len]);
    }
    for at in 0..whole.len() {
        for change in [1, 128, 255] {
            let mut damaged = whole.clone();
            damaged[at] ^= change;
            let _ = read(&damaged);
        }
    }
    let mut huge = Vec::new();
    let encoder = ::image::codecs::png::PngEncoder::new(&mut huge);
    ::image::ImageEncoder::write_image(encoder, &[0; 6], 3, 2, ::image::ExtendedColorType::L8).expect("memory");
    // Width and height, with the checksum that goes with them.
    huge[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
    let mut crc = 0xffff_ffff_u32;
    for byte in &huge[12..29] {
        crc ^= u32::from(*byte);
        (0..8).for_each(|_| crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 });
    }
    huge[29..33].copy_from_slice(&(!crc).to_be_bytes());
    let found = reason(read(&huge));
    assert!(found.contains("limit"), "{found}");
}
