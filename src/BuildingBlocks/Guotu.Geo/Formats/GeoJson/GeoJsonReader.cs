using System.Text;
using System.Text.Json;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.GeoJson;

/// <summary>
/// Reads GeoJSON: RFC 7946 (WGS84 unless told otherwise) and the older form with a <c>crs</c> member. The file is gone through once to
/// learn its fields and that it is whole, then its features are given out one by one.
/// </summary>
internal sealed class GeoJsonReader : FileFeatureReader
{
    private const int FirstBuffer = 1 << 16;
    private const int LargestSingle = 64 << 20;
    private readonly string _path;
    private readonly FoundEncoding _encoding;
    private readonly int _longest;
    private bool _isCollection = true;
    private long _count;

    private GeoJsonReader(string path, FoundEncoding encoding, ReadChoices choices)
    {
        (_path, _encoding, _longest) = (path, encoding, choices.Limits.MaxText * 4L > int.MaxValue ? int.MaxValue : choices.Limits.MaxText * 4);
        var members = Learn();
        Count = _count;
        var warnings = encoding.Encoding is UTF8Encoding
            ? Array.Empty<Error>()
            : [new Error(FormatErrors.WarnEncodingNotStandard, ("format", "GeoJSON"), ("encoding", encoding.Name))];
        Conclude(new Findings(FileFormat.GeoJson, "JSON,有 features 或图形") { Encoding = encoding, Warnings = warnings }, Stated(members), choices);
    }

    public static Result<IFeatureReader> Open(string path, FoundEncoding encoding, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new GeoJsonReader(path, encoding, choices))!.Value;

    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        var record = 0L;
        foreach (var feature in Elements(new JsonFeatureScanner()))
        {
            ct.ThrowIfCancellationRequested();
            record++;
            yield return Read(feature, record);
        }
    }

    private Feature Read(JsonFeature feature, long record)
    {
        var where = FormattableString.Invariant($"第 {record} 个要素(第 {feature.Line} 行)");
        var values = new object?[Schema.Fields.Count];
        if (feature.Element.ValueKind != JsonValueKind.Object)
        {
            throw FormatFault.Record(where, "不是要素");
        }

        NtsGeometry? geometry;
        string? id = null;
        var reader = new JsonGeometry(where, Found);
        if (IsFeature(feature.Element))
        {
            geometry = feature.Element.TryGetProperty("geometry", out var shape) ? reader.Read(shape) : null;
            id = feature.Element.TryGetProperty("id", out var given) ? JsonProperties.Text(given, "id", where) : null;
            JsonProperties.Fill(feature.Element, Schema, values, where);
        }
        else
        {
            geometry = reader.Read(feature.Element);
        }

        return new Feature(new FeatureOrigin(record, feature.Line), geometry, values) { Id = id };
    }

    private IReadOnlyDictionary<string, JsonElement> Learn()
    {
        var (scanner, fields, seen) = (new JsonFeatureScanner(), new JsonFields(), 0L);
        foreach (var feature in Elements(scanner))
        {
            seen++;
            fields.Add(feature.Element);
        }

        if (!scanner.SawFeatures)
        {
            _isCollection = false;
            var single = Elements(new JsonFeatureScanner()).First().Element;
            fields.Add(single);
            seen = 1;
        }

        _count = seen;
        var name = scanner.Members.TryGetValue("name", out var given) && given.ValueKind == JsonValueKind.String ? JsonProperties.Text(given, "name", "文件") : null;
        Schema = fields.ToSchema(string.IsNullOrEmpty(name) ? Path.GetFileNameWithoutExtension(_path) : name);
        return scanner.Members;
    }

    private StatedReference Stated(IReadOnlyDictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("crs", out var crs))
        {
            return new StatedReference(null, string.Empty, AxisOrder.EastFirst) { ImpliedWgs84 = true };
        }

        if (crs.ValueKind == JsonValueKind.Null)
        {
            return new StatedReference(null, "crs 成员写明未知", AxisOrder.EastFirst);
        }

        var name = crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var value) && value.ValueKind == JsonValueKind.String
            ? JsonProperties.Text(value, "crs", "文件")!
            : throw FormatFault.Structure(Path.GetFileName(_path), "crs 成员不是按名称写的");
        return new StatedReference(CrsName.Read(name)?.Crs ?? CoordinateSystem.Foreign(name), "crs 成员", AxisOrder.EastFirst);
    }

    private static bool IsFeature(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Feature");

    private IEnumerable<JsonFeature> Elements(JsonFeatureScanner scanner)
    {
        using var file = File.OpenRead(_path);
        using var stream = _encoding.Encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(Skipped(file), _encoding.Encoding, Encoding.UTF8);
        if (!_isCollection)
        {
            yield return Single(stream);
            yield break;
        }

        var (buffer, filled, last, found) = (new byte[FirstBuffer], 0, false, new List<JsonFeature>());
        while (!last || filled > 0)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < _longest ? (int)Math.Min(filled * 2L, _longest) : throw FormatFault.Structure(Path.GetFileName(_path), "一个要素过大"));
            }

            var read = stream.Read(buffer, filled, buffer.Length - filled);
            (filled, last) = (filled + read, read == 0);
            found.Clear();
            var consumed = Scan(scanner, buffer.AsSpan(0, filled), last, found);
            foreach (var feature in found)
            {
                yield return feature;
            }

            buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
            filled -= consumed;
            if (last && consumed == 0)
            {
                yield break;
            }
        }
    }

    private FileStream Skipped(FileStream file)
    {
        file.Position = _encoding.MarkLength;
        return file;
    }

    private static int Scan(JsonFeatureScanner scanner, ReadOnlySpan<byte> bytes, bool last, List<JsonFeature> found)
    {
        try
        {
            return scanner.Scan(bytes, last, found);
        }
        catch (JsonException fault)
        {
            throw FormatFault.AtLine((int)(fault.LineNumber ?? 0) + 1, "不是 JSON,或文件不完整");
        }
    }

    private JsonFeature Single(Stream stream)
    {
        if (new FileInfo(_path).Length > LargestSingle)
        {
            throw FormatFault.Structure(Path.GetFileName(_path), "没有 features");
        }

        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && !type.ValueEquals("FeatureCollection")
                && (root.TryGetProperty("geometry", out _) || root.TryGetProperty("coordinates", out _) || root.TryGetProperty("geometries", out _))
                ? new JsonFeature(root.Clone(), 1)
                : throw FormatFault.Structure(Path.GetFileName(_path), "没有 features,也不是一个图形");
        }
        catch (JsonException fault)
        {
            throw FormatFault.AtLine((int)(fault.LineNumber ?? 0) + 1, "不是 JSON,或文件不完整");
        }
    }
}
