using System.Text.Json;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Finds the elements of the top-level <c>features</c> array in a JSON text that comes in pieces.</summary>
internal sealed class FeatureScanner
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private JsonReaderState _state;
    private bool _started;
    private bool _nextIsFeatures;
    private bool _inFeatures;

    /// <summary>Adds whole elements and answers how many bytes are done with; the rest is to be offered again with more.</summary>
    public int Scan(ReadOnlySpan<byte> bytes, bool last, List<JsonElement> found)
    {
        var skip = !_started && bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _started = true;
        var reader = new Utf8JsonReader(bytes[skip..], last, _state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                break;
            }

            if (_inFeatures && reader.TokenType == JsonTokenType.StartObject)
            {
                if (!JsonDocument.TryParseValue(ref reader, out var document))
                {
                    reader = before;
                    break;
                }

                using (document)
                {
                    found.Add(document.RootElement.Clone());
                }
            }
            else
            {
                Follow(ref reader);
            }
        }

        _state = reader.CurrentState;
        return skip + (int)reader.BytesConsumed;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _nextIsFeatures = reader.CurrentDepth == 1 && reader.ValueTextEquals("features"u8);
                break;
            case JsonTokenType.StartArray when _nextIsFeatures:
                (_inFeatures, _nextIsFeatures) = (true, false);
                break;
            case JsonTokenType.EndArray when _inFeatures && reader.CurrentDepth == 1:
                _inFeatures = false;
                break;
            default:
                break;
        }
    }
}
