using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guotu.Bpmn.Expressions;

/// <summary>Kind of a process variable.</summary>
public enum FlowValueKind
{
    Text,
    Number,
    Flag,
    List,
}

/// <summary>A process variable (流程变量): a text, a number, a flag or a list of texts. There is no null: what is absent is absent.</summary>
[JsonConverter(typeof(FlowValueJsonConverter))]
public sealed record FlowValue
{
    private FlowValue(FlowValueKind kind) => Kind = kind;

    public FlowValueKind Kind { get; }

    public string Text { get; private init; } = string.Empty;

    public decimal Number { get; private init; }

    public bool Flag { get; private init; }

    public IReadOnlyList<string> List { get; private init; } = [];

    public static FlowValue Of(string text) => new(FlowValueKind.Text) { Text = text };

    public static FlowValue Of(decimal number) => new(FlowValueKind.Number) { Number = number };

    public static FlowValue Of(bool flag) => new(FlowValueKind.Flag) { Flag = flag };

    public static FlowValue Of(IEnumerable<string> list) => new(FlowValueKind.List) { List = list.ToList() };

    public bool Equals(FlowValue? other) =>
        other is not null && Kind == other.Kind && Text == other.Text && Number == other.Number && Flag == other.Flag && List.SequenceEqual(other.List);

    public override int GetHashCode() => HashCode.Combine(Kind, Text, Number, Flag, List.Count);

    public override string ToString() => Kind switch
    {
        FlowValueKind.Text => Text,
        FlowValueKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        FlowValueKind.Flag => Flag ? "true" : "false",
        _ => string.Join(",", List),
    };

    private sealed class FlowValueJsonConverter : JsonConverter<FlowValue>
    {
        public override FlowValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => Of(reader.GetString()!),
            JsonTokenType.Number => Of(reader.GetDecimal()),
            JsonTokenType.True => Of(true),
            JsonTokenType.False => Of(false),
            JsonTokenType.StartArray => Of(JsonSerializer.Deserialize<List<string>>(ref reader, options)!),
            _ => throw new JsonException($"A process variable cannot be {reader.TokenType}"),
        };

        public override void Write(Utf8JsonWriter writer, FlowValue value, JsonSerializerOptions options)
        {
            switch (value.Kind)
            {
                case FlowValueKind.Text:
                    writer.WriteStringValue(value.Text);
                    break;
                case FlowValueKind.Number:
                    writer.WriteNumberValue(value.Number);
                    break;
                case FlowValueKind.Flag:
                    writer.WriteBooleanValue(value.Flag);
                    break;
                default:
                    JsonSerializer.Serialize(writer, value.List, options);
                    break;
            }
        }
    }
}
