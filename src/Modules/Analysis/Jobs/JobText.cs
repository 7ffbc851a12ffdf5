using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Analysis.RunOperator;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Jobs;

/// <summary>Name, fields, notes and counts of a result as they are stored.</summary>
internal sealed record ResultHead(string Name, IReadOnlyList<LayerField> Fields, IReadOnlyList<string> Notes, IReadOnlyList<ResultTally> Tally);

/// <summary>What a run's row holds as JSON.</summary>
internal static class JobText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static RunBody Request(JobRow job) => Read<RunBody>(job.RequestText);

    public static IReadOnlyList<RunSource> Sources(JobRow job) => job.SourceText is { } text ? Read<IReadOnlyList<RunSource>>(text) : [];

    public static ResultHead? Head(JobRow job) => job.ResultText is { } text ? Read<ResultHead>(text) : null;

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json) ?? throw new JsonException("A stored text of a run is empty");
}
