using Guotu.Geo.Geometry;

namespace Guotu.Geo.Snapshots;

/// <summary>Ids and boxes of every feature, and how they lie in blocks (目录): the last block of a snapshot.</summary>
internal sealed class SnapshotDirectory
{
    private readonly int[] _starts;

    private SnapshotDirectory(int[] starts, long[] ids, GridEnvelope[] boxes) => (_starts, Ids, Boxes) = (starts, ids, boxes);

    public long[] Ids { get; }

    public GridEnvelope[] Boxes { get; }

    public int Count => Ids.Length;

    /// <summary>Blocks of features.</summary>
    public int Blocks => _starts.Length;

    public int StartOf(int block) => _starts[block];

    public int EndOf(int block) => block + 1 < _starts.Length ? _starts[block + 1] : Ids.Length;

    public int BlockOf(int position)
    {
        var found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Reads the block again; ids must rise and boxes be boxes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no directory.</exception>
    public static SnapshotDirectory Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        var starts = new int[reader.Count(reader.Left)];
        var features = 0L;
        for (var block = 0; block < starts.Length; block++)
        {
            starts[block] = (int)features;
            var count = reader.Count(BlockCut.Most);
            features += count;
            if (count == 0 || features > reader.Left)
            {
                throw new InvalidDataException("a block without features, or more than there are bytes");
            }
        }

        var (ids, boxes) = (new long[features], new GridEnvelope[features]);
        var last = (Id: 0L, East: 0L, North: 0L);
        for (var i = 0; i < features; i++)
        {
            last = (unchecked(last.Id + reader.ReadSigned()), unchecked(last.East + reader.ReadSigned()), unchecked(last.North + reader.ReadSigned()));
            boxes[i] = new GridEnvelope(last.East, last.North, unchecked(last.East + reader.ReadSigned()), unchecked(last.North + reader.ReadSigned()));
            ids[i] = last.Id;
            if ((i > 0 && ids[i] <= ids[i - 1]) || boxes[i].MaxEast < boxes[i].MinEast || boxes[i].MaxNorth < boxes[i].MinNorth)
            {
                throw new InvalidDataException("ids fall, or a box is none");
            }
        }

        return reader.Sound && reader.AtEnd ? new SnapshotDirectory(starts, ids, boxes) : throw new InvalidDataException("directory too short or too long");
    }

    /// <summary>A directory while it grows.</summary>
    internal sealed class Draft
    {
        private readonly List<int> _counts = [];
        private readonly VarintWriter _features = new(256);
        private (long Id, long East, long North) _last;

        public int Features { get; private set; }

        public int Blocks => _counts.Count;

        /// <summary>The features of the next block.</summary>
        public void Add(IEnumerable<(long Id, GridEnvelope Box)> block)
        {
            var before = Features;
            foreach (var (id, box) in block)
            {
                _features.WriteSigned(unchecked(id - _last.Id));
                _features.WriteSigned(box.MinEast - _last.East);
                _features.WriteSigned(box.MinNorth - _last.North);
                _features.WriteSigned(box.Width);
                _features.WriteSigned(box.Height);
                _last = (id, box.MinEast, box.MinNorth);
                Features++;
            }

            _counts.Add(Features - before);
        }

        public ReadOnlyMemory<byte> Written()
        {
            var head = new VarintWriter(256);
            head.Write(_counts.Count);
            foreach (var count in _counts)
            {
                head.Write(count);
            }

            return (byte[])[.. head.Written, .. _features.Written];
        }
    }
}
