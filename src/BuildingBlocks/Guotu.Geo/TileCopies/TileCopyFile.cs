using System.Buffers.Binary;
using Guotu.Crypto;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Geo.TileCopies;

/// <summary>The file of a copy: magic, chunks, directory. Read with positioned reads for the reason of ADR 0007. Layout: docs/formats/tile-copy.md.</summary>
internal sealed class TileCopyFile : IDisposable
{
    /// <summary>Magic, start of the directory, digest of the directory.</summary>
    public const int PrefixSize = 8 + sizeof(long) + Sm3.Size;

    private const int LongestDirectory = 1 << 30;

    private readonly SafeFileHandle _handle;

    private TileCopyFile(SafeFileHandle handle, TileCopyHead head, ClusterEntry[] clusters) => (_handle, Head, Clusters) = (handle, head, clusters);

    public static ReadOnlySpan<byte> Magic => "GUOTUTC2"u8;

    public TileCopyHead Head { get; }

    public ClusterEntry[] Clusters { get; }

    /// <summary>Opens the file; a missing, damaged or foreign one is refused.</summary>
    public static Result<TileCopyFile> Open(string path)
    {
        if (!File.Exists(path))
        {
            return new Error(GeoErrors.SnapshotMissing, ("what", " " + Path.GetFileName(path)));
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            if (Directory(handle) is { } bytes)
            {
                var (head, clusters) = TileCopyDirectory.Read(bytes, RandomAccess.GetLength(handle));
                return new TileCopyFile(handle, head, clusters);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            handle.Dispose();
            return Damaged("目录");
        }

        handle.Dispose();
        return Damaged("目录");
    }

    /// <summary>Bytes whose check holds.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public byte[] Read(ChunkPlace place)
    {
        var bytes = ReadUnchecked(place);
        return ChunkCheck.Of(bytes) == place.Check ? bytes : throw new InvalidDataException("check of a chunk");
    }

    /// <summary>Bytes that are only handed on with their check.</summary>
    /// <exception cref="InvalidDataException">The file is too short.</exception>
    public byte[] ReadUnchecked(ChunkPlace place)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(place.Length);
        return Fill(_handle, bytes, place.Offset) ? bytes : throw new InvalidDataException("file too short");
    }

    public void Dispose() => _handle.Dispose();

    private static Error Damaged(string what) => new(GeoErrors.SnapshotDamaged, ("what", "瓦片副本" + what));

    private static byte[]? Directory(SafeFileHandle handle)
    {
        var (prefix, length) = (new byte[PrefixSize], RandomAccess.GetLength(handle));
        if (!Fill(handle, prefix, 0) || !prefix.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var start = BinaryPrimitives.ReadInt64LittleEndian(prefix.AsSpan(8));
        if (start < PrefixSize || start > length || length - start > LongestDirectory)
        {
            return null;
        }

        var bytes = new byte[length - start];
        return Fill(handle, bytes, start) && Sm3.Hash(bytes).AsSpan().SequenceEqual(prefix.AsSpan(8 + sizeof(long))) ? bytes : null;
    }

    private static bool Fill(SafeFileHandle handle, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
            offset += read;
        }

        return true;
    }
}
