using System.Runtime.CompilerServices;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.LayerFiles;

/// <summary>
/// Reads the features of a GeoJSON file one by one, in memory for one feature only. The file is read through once to check it before its
/// features are given out, so that an import never sees half of a file.
/// </summary>
internal sealed class GeoJsonFeatures(string path, GaussKrugerZone zone)
{
    private const int FirstBuffer = 1 << 16;
    private const int LargestFeature = 256 << 20;

    /// <summary>Null where the whole file can be read; otherwise why not.</summary>
    public async Task<Error?> CheckAsync(CancellationToken ct)
    {
        var geometry = await GeometryAsync(ct);
        if (geometry.Error is { } unknown)
        {
            return unknown;
        }

        var line = 0;
        try
        {
            await foreach (var element in ElementsAsync(ct))
            {
                line++;
                if (geometry.Value.Read(element).Error is { } error)
                {
                    return error with { Line = line };
                }
            }
        }
        catch (JsonException exception)
        {
            return Unreadable($"第 {line + 1} 个要素之后第 {(exception.LineNumber ?? 0) + 1} 行不是 JSON");
        }

        return line == 0 ? Unreadable("没有 features") : null;
    }

    /// <summary>The features of a file that was checked; one that changed meanwhile throws, and the import rolls back.</summary>
    public async IAsyncEnumerable<NewFeature> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var geometry = (await GeometryAsync(ct)).Value;
        await foreach (var element in ElementsAsync(ct))
        {
            yield return geometry.Read(element).Value;
        }
    }

    private Error Unreadable(string reason) => new(OneMapErrors.FileUnreadable, ("name", Path.GetFileName(path)), ("reason", reason));

    /// <summary>The crs member stands before the features, as writers put it.</summary>
    private async Task<Result<GeoJsonGeometry>> GeometryAsync(CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        var head = new byte[4096];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var text = System.Text.Encoding.UTF8.GetString(head, 0, read);
        var end = text.IndexOf("\"features\"", StringComparison.Ordinal);
        var before = end < 0 ? text : text[..end];
        if (!before.Contains("\"crs\"", StringComparison.Ordinal) || before.Contains("4490", StringComparison.Ordinal) || before.Contains("CRS84", StringComparison.Ordinal))
        {
            return new GeoJsonGeometry(zone, degrees: true);
        }

        return before.Contains($"EPSG::{zone.Epsg}\"", StringComparison.Ordinal) || before.Contains($"EPSG:{zone.Epsg}\"", StringComparison.Ordinal)
            ? new GeoJsonGeometry(zone, degrees: false)
            : Unreadable($"crs 既不是 EPSG:4490,也不是本县的 EPSG:{zone.Epsg}");
    }

    private async IAsyncEnumerable<JsonElement> ElementsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        var scanner = new FeatureScanner();
        var (buffer, filled, last) = (new byte[FirstBuffer], 0, false);
        while (!last || filled > 0)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < LargestFeature ? filled * 2 : throw new JsonException("一个要素过大"));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), ct);
            (filled, last) = (filled + read, read == 0);
            var found = new List<JsonElement>();
            var consumed = scanner.Scan(buffer.AsSpan(0, filled), last, found);
            foreach (var element in found)
            {
                yield return element;
            }

            buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
            filled -= consumed;
            if (last)
            {
                yield break;
            }
        }
    }
}
