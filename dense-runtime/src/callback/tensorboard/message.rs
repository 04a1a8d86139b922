//! The few of TensorFlow's protocol buffers that TensorBoard needs. Numbers of fields are those of `event.proto`,
//! `summary.proto`, `tensor.proto` and `tensor_shape.proto`.

use super::histogram::Bucket;

/// What a file begins with: `Event { wall_time, file_version }`.
pub(super) fn version(wall_time: f64) -> Vec<u8> {
    Message::default().double(1, wall_time).bytes(3, b"brain.Event:2").0
}

/// An event with a figure: `Event { wall_time, step, summary }`.
pub(super) fn scalar(wall_time: f64, step: u64, tag: &str, value: f64) -> Vec<u8> {
    let value = value as f32;
    event(wall_time, step, tag, &metadata("scalars", 1), &tensor(1, &[], &value.to_le_bytes()))
}

/// An event with a histogram: a tensor with a row for each bucket, of left edge, right edge and count.
pub(super) fn histogram(wall_time: f64, step: u64, tag: &str, buckets: &[Bucket]) -> Vec<u8> {
    let numbers = buckets.iter().flat_map(|bucket| [bucket.left, bucket.right, bucket.count]);
    let content: Vec<u8> = numbers.flat_map(f64::to_le_bytes).collect();
    event(wall_time, step, tag, &metadata("histograms", 2), &tensor(2, &[buckets.len(), 3], &content))
}

fn event(wall_time: f64, step: u64, tag: &str, metadata: &Message, tensor: &Message) -> Vec<u8> {
    let value = Message::default().bytes(1, tag.as_bytes()).bytes(8, &tensor.0).bytes(9, &metadata.0);
    let summary = Message::default().bytes(1, &value.0);
    Message::default().double(1, wall_time).whole(2, step).bytes(5, &summary.0).0
}

/// `SummaryMetadata { plugin_data { plugin_name }, data_class }`: which part of TensorBoard shows it.
fn metadata(plugin: &str, data_class: u64) -> Message {
    let plugin_data = Message::default().bytes(1, plugin.as_bytes());
    Message::default().bytes(1, &plugin_data.0).whole(4, data_class)
}

/// `TensorProto { dtype, tensor_shape, tensor_content }`.
fn tensor(dtype: u64, shape: &[usize], content: &[u8]) -> Message {
    let dims = shape
        .iter()
        .fold(Message::default(), |dims, &length| dims.bytes(2, &Message::default().whole(1, length as u64).0));
    Message::default().whole(1, dtype).bytes(2, &dims.0).bytes(4, content)
}

/// A protocol buffer: fields, each of them its number and kind, then its value.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn whole(mut self, field: u64, value: u64) -> Message {
        self.varint(field << 3);
        self.varint(value);
        self
    }

    fn double(mut self, field: u64, value: f64) -> Message {
        self.varint(field << 3 | 1);
        self.0.extend(value.to_le_bytes());
        self
    }

    fn bytes(mut self, field: u64, value: &[u8]) -> Message {
        self.varint(field << 3 | 2);
        self.varint(value.len() as u64);
        self.0.extend(value);
        self
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // `tests/callbacks` lets TensorBoard itself read them.
    #[test]
    fn fields_are_written_as_in_the_documentation() {
        // https://protobuf.dev/programming-guides/encoding
        assert_eq!(Message::default().whole(1, 150).0, [0x08, 0x96, 0x01]);
        assert_eq!(Message::default().bytes(2, b"testing").0, *b"\x12\x07testing");
        let large = Message::default().whole(1, u64::MAX).0;
        assert_eq!(large, [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
        assert_eq!(version(1.0), *b"\x09\0\0\0\0\0\0\xf0\x3f\x1a\x0dbrain.Event:2");
    }
}
