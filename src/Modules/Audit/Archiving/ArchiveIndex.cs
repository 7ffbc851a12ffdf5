using System.Buffers.Binary;
using System.Text;
using Guotu.Audit.Records;
using Guotu.Crypto;

namespace Guotu.Audit.Archiving;

/// <summary>
/// The index of an archive (归档索引): of each batch where it lies in the file, from when to when its records are, and the terms that occur in it, so that
/// a search unpacks only batches that can hold what is sought. Layout: <c>docs/formats/audit-trail.md</c>. About 10 bytes a record.
/// </summary>
internal sealed class ArchiveIndex(IReadOnlyList<IndexedBatch> batches)
{
    private const int MostBatches = 100_000;
    private const int MostTerms = 1_000_000;
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("guotu audit index 1\n");

    public IReadOnlyList<IndexedBatch> Batches => batches;

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        bytes.Write(Magic);
        Number(bytes, batches.Count);
        Span<byte> term = stackalloc byte[sizeof(uint)];
        foreach (var batch in batches)
        {
            foreach (var number in (long[])[batch.BatchNo, batch.Place.Offset, batch.Place.Length, batch.OldestMicroseconds, batch.NewestMicroseconds, batch.Terms.Count])
            {
                Number(bytes, number);
            }

            foreach (var value in batch.Terms)
            {
                BinaryPrimitives.WriteUInt32BigEndian(term, value);
                bytes.Write(term);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads an index whose digest was compared before.</summary>
    /// <exception cref="InvalidDataException">It is not of this layout.</exception>
    public static ArchiveIndex Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw new InvalidDataException("No index of an archive");
        }

        var rest = bytes[Magic.Length..];
        var count = Count(ref rest, MostBatches);
        var found = new List<IndexedBatch>(count);
        for (var i = 0; i < count; i++)
        {
            var (batch, offset, length, oldest, newest) = (Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest));
            var terms = new uint[Count(ref rest, MostTerms)];
            if (rest.Length < terms.Length * sizeof(uint))
            {
                throw new InvalidDataException("The index is cut");
            }

            for (var t = 0; t < terms.Length; t++)
            {
                terms[t] = BinaryPrimitives.ReadUInt32BigEndian(rest[(t * sizeof(uint))..]);
            }

            rest = rest[(terms.Length * sizeof(uint))..];
            found.Add(new IndexedBatch(batch, new MemberPlace(offset, length), oldest, newest, terms));
        }

        return new ArchiveIndex(found);
    }

    private static void Number(Stream output, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        output.Write(bytes);
    }

    private static int Count(ref ReadOnlySpan<byte> rest, int most) =>
        Next(ref rest) is >= 0 and var count && count <= most ? (int)count : throw new InvalidDataException("The index counts wrongly");

    private static long Next(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(long))
        {
            throw new InvalidDataException("The index is cut");
        }

        var number = BinaryPrimitives.ReadInt64BigEndian(rest);
        rest = rest[sizeof(long)..];
        return number;
    }
}

/// <summary>A batch in the index.</summary>
/// <param name="BatchNo">Number.</param>
/// <param name="Place">Its member of the file.</param>
/// <param name="OldestMicroseconds">Time of its oldest record, microseconds since 1970.</param>
/// <param name="NewestMicroseconds">Time of its newest record.</param>
/// <param name="Terms">Terms of its records, ascending.</param>
internal sealed record IndexedBatch(long BatchNo, MemberPlace Place, long OldestMicroseconds, long NewestMicroseconds, IReadOnlyList<uint> Terms)
{
    /// <summary>Whether both are of the same records.</summary>
    public bool IsOf(IndexedBatch other) =>
        OldestMicroseconds == other.OldestMicroseconds
        && NewestMicroseconds == other.NewestMicroseconds
        && Terms.Count == other.Terms.Count
        && Terms.Zip(other.Terms).All(t => t.First == t.Second);

    public bool Has(uint term)
    {
        var (low, high) = (0, Terms.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Terms[middle] == term)
            {
                return true;
            }

            (low, high) = Terms[middle] < term ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}

/// <summary>What a batch is found by (索引词): account, kind, kind of object and object of each of its records.</summary>
internal sealed class BatchTerms
{
    private readonly SortedSet<uint> _terms = [];
    private long _oldest = long.MaxValue;
    private long _newest = long.MinValue;

    public static uint Account(string value) => Of("account", value);

    public static uint Kind(string value) => Of("kind", value);

    public static uint ObjectType(string value) => Of("type", value);

    public static uint ObjectId(string value) => Of("object", value);

    public void Add(AuditRecord record)
    {
        _oldest = Math.Min(_oldest, record.AtUtc.UnixMicroseconds);
        _newest = Math.Max(_newest, record.AtUtc.UnixMicroseconds);
        _terms.Add(Account(record.AccountName));
        _terms.Add(Kind(record.KindCode));
        _terms.Add(ObjectType(record.ObjectType));
        if (record.ObjectId is { Length: > 0 } id)
        {
            _terms.Add(ObjectId(id));
        }
    }

    public IndexedBatch At(long batchNo, MemberPlace place) => new(batchNo, place, _oldest, _newest, [.. _terms]);

    private static uint Of(string field, string value) =>
        BinaryPrimitives.ReadUInt32BigEndian(Sm3.Hash(new BoundText("guotu audit index 1").Add(field).Add(value).ToArray()));
}
