using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guotu.Bpmn.Engine;

/// <summary>The state as a document; the same state gives the same text.</summary>
public static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(ProcessInstanceState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var sorted = new SortedDictionary<string, Expressions.FlowValue>(state.Variables.ToDictionary(v => v.Key, v => v.Value), StringComparer.Ordinal);
        return JsonSerializer.Serialize(state with { Variables = sorted }, Options);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else throws, because a broken state must not be guessed at.</summary>
    public static ProcessInstanceState Read(string json) =>
        JsonSerializer.Deserialize<ProcessInstanceState>(json, Options) ?? throw new JsonException("The process state is empty");
}
