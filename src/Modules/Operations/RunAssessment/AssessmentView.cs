using System.ComponentModel.DataAnnotations;
using Guotu.Hosting.Runs;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;

namespace Guotu.Operations.RunAssessment;

/// <summary>A run of the assessment (自动测评).</summary>
/// <param name="By">Who started it.</param>
/// <param name="Step">Check that is being run.</param>
/// <param name="Done">Checks done of <paramref name="Total"/>.</param>
/// <param name="Standards">Counts of each standard; empty until it is done.</param>
/// <param name="ManifestSm3">SM3 of the signed manifest of its report.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record AssessmentView(
    long Id,
    string By,
    string Account,
    Instant StartedAt,
    Instant? FinishedAt,
    [property: AllowedValues("waiting", "running", "done", "failed", "cancelled")] string State,
    string? Step,
    int Done,
    int Total,
    IReadOnlyList<StandardCounts> Standards,
    string? ManifestSm3,
    RunFault? Fault);
