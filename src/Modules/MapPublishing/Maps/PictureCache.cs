using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// Pictures by what they show: content and sight of every layer (its stamp), style file and the request's terms (图片缓存). A change of data, of
/// grants or of styles has another key, so nothing is ever thrown away for being wrong, only for room.
/// </summary>
internal sealed class PictureCache
{
    private const long MostBytes = 128L << 20;
    private readonly ConcurrentDictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private long _bytes;

    public static string KeyOf(params string[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)))).ToLowerInvariant();

    public byte[]? Find(string key) => _kept.GetValueOrDefault(key);

    public void Keep(string key, byte[] picture)
    {
        if (Interlocked.Add(ref _bytes, picture.Length) > MostBytes)
        {
            _kept.Clear();
            Interlocked.Exchange(ref _bytes, picture.Length);
        }

        _kept[key] = picture;
    }
}
