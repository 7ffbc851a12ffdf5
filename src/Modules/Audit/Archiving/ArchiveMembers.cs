using System.IO.Compression;

namespace Guotu.Audit.Archiving;

/// <summary>
/// Writes a gzip file of several members (分段压缩): each can be unpacked alone from its place, and all one after another are the whole file to any
/// program that reads gzip.
/// </summary>
internal sealed class ArchiveMembers(Stream file) : IAsyncDisposable
{
    private GZipStream? _packed;
    private BufferedStream? _open;
    private long _start;

    /// <summary>Begins a member; what was open is closed.</summary>
    public async Task<Stream> BeginAsync()
    {
        await EndAsync();
        _start = file.Position;
        _packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        return _open = new BufferedStream(_packed, 1 << 16);
    }

    /// <summary>Closes the member and answers where in the file it lies.</summary>
    public async Task<MemberPlace> EndAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
            await _packed!.DisposeAsync();
            _open = null;
        }

        return new MemberPlace(_start, file.Position - _start);
    }

    public async ValueTask DisposeAsync() => await EndAsync();
}

/// <summary>Bytes of a member in its file.</summary>
internal readonly record struct MemberPlace(long Offset, long Length);
