using System.Text.Json;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Http;

/// <summary>
/// JSON 有界: no body is nested deeper, holds a longer array or more values than the limits, counted before anything is made of it. Cost: one pass over
/// the bytes. What is no JSON at all is left to whoever reads it.
/// </summary>
/// <param name="Depth">Objects and arrays within each other.</param>
/// <param name="ArrayLength">Elements of one array.</param>
/// <param name="Values">Scalars, objects and arrays, of the whole body.</param>
public sealed record JsonMustBeBounded(int Depth, int ArrayLength, int Values)
{
    /// <summary>Of commands and questions.</summary>
    public static JsonMustBeBounded Usual { get; } = new(32, 10_000, 100_000);

    /// <summary>Of figures that are given by their vertices.</summary>
    public static JsonMustBeBounded OfFigures { get; } = new(32, 200_000, 1_000_000);

    public Error? Check(ReadOnlySpan<byte> body)
    {
        // One deeper than allowed is looked at, so that it is told apart from what is no JSON.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Depth + 1, CommentHandling = JsonCommentHandling.Skip });
        Span<int> lengths = stackalloc int[Depth + 2];
        var values = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    continue;
                }

                var opens = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
                if (opens && reader.CurrentDepth >= Depth)
                {
                    return new Error(LimitErrors.JsonTooDeep, ("limit", Depth));
                }

                if (++values > Values)
                {
                    return new Error(LimitErrors.TooManyValues, ("limit", Values));
                }

                if (++lengths[reader.CurrentDepth] > ArrayLength)
                {
                    return new Error(LimitErrors.ArrayTooLong, ("limit", ArrayLength));
                }

                if (opens)
                {
                    lengths[reader.CurrentDepth + 1] = 0;
                }
            }
        }
        catch (JsonException)
        {
            // Refused by the reader of the body, which names the place.
            return null;
        }

        return null;
    }
}
