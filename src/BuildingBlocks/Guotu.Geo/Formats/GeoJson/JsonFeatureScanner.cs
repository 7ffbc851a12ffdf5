using System.Text.Json;

namespace Guotu.Geo.Formats.GeoJson;

/// <summary>A member of <c>features</c> and the line on which it begins.</summary>
internal readonly record struct JsonFeature(JsonElement Element, int Line);

/// <summary>Finds the elements of the top-level <c>features</c> array, and the members before and behind it, in a text that comes in pieces.</summary>
internal sealed class JsonFeatureScanner
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private JsonReaderState _state;
    private bool _started;
    private bool _inFeatures;
    private string? _member;
    private int _line = 1;

    /// <summary>Small members of the collection: <c>type</c>, <c>crs</c>, <c>name</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members => _members;

    public bool SawFeatures { get; private set; }

    /// <summary>Adds whole elements and answers how many bytes are done with; the rest is to be offered again with more.</summary>
    public int Scan(ReadOnlySpan<byte> bytes, bool last, List<JsonFeature> found)
    {
        var skip = !_started && bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _started = true;
        var reader = new Utf8JsonReader(bytes[skip..], last, _state);
        var counted = 0;
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                break;
            }

            if (Takes(reader.TokenType, reader.CurrentDepth))
            {
                var start = skip + (int)reader.TokenStartIndex;
                if (!JsonDocument.TryParseValue(ref reader, out var document))
                {
                    reader = before;
                    break;
                }

                using (document)
                {
                    _line += bytes[counted..start].Count((byte)'\n');
                    counted = start;
                    Take(document.RootElement.Clone(), found);
                }
            }
            else
            {
                Follow(ref reader);
            }
        }

        _state = reader.CurrentState;
        var consumed = skip + (int)reader.BytesConsumed;
        _line += bytes[counted..consumed].Count((byte)'\n');
        return consumed;
    }

    private bool Takes(JsonTokenType token, int depth) => _inFeatures
        ? depth == 2 && token is not JsonTokenType.EndArray
        : _member is "type" or "crs" or "name" && token is not (JsonTokenType.PropertyName or JsonTokenType.EndObject) && depth == 1;

    private void Take(JsonElement element, List<JsonFeature> found)
    {
        if (_inFeatures)
        {
            found.Add(new JsonFeature(element, _line));
            return;
        }

        _members[_member!] = element;
        _member = null;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                _member = reader.ValueSpan.Length < 16 && !reader.ValueIsEscaped ? reader.GetString() : null;
                break;
            case JsonTokenType.StartArray when reader.CurrentDepth == 1 && _member == "features":
                (_inFeatures, SawFeatures, _member) = (true, true, null);
                break;
            case JsonTokenType.EndArray when _inFeatures && reader.CurrentDepth == 1:
                _inFeatures = false;
                break;
            default:
                break;
        }
    }
}
