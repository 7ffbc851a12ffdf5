using System.Text.Json;
using Guotu.Hosting.Runs;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>A row of <c>op_assessment</c>.</summary>
internal sealed class AssessmentRow : RunRow
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string? CountsJson { get; init; }

    public string? ManifestHex { get; init; }

    public AssessmentView View => new(
        RunId, UserName, AccountName, CreatedUtc, FinishedUtc, State, StepName, StepsDone, StepsTotal,
        CountsJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<StandardCounts>>(CountsJson, Json)!, ManifestHex, Fault);
}
