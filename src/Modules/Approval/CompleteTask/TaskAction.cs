using Guotu.Approval.StageFile;

namespace Guotu.Approval.CompleteTask;

/// <summary>What a person does with a task (办理).</summary>
public sealed record TaskAction
{
    public required int RowVersion { get; init; }

    /// <summary>Key of an outcome or a return of the task.</summary>
    public required string Action { get; init; }

    public string Opinion { get; init; } = string.Empty;

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<NamedDigest> Attachments { get; init; } = [];

    /// <summary>What the applicant has to mend, item by item.</summary>
    public IReadOnlyList<CorrectionItem> Corrections { get; init; } = [];
}

/// <summary>One thing to mend (补正事项).</summary>
/// <param name="MaterialCode">The paper it is about; null for anything else.</param>
/// <param name="Text">What is missing or wrong.</param>
public sealed record CorrectionItem(string? MaterialCode, string Text);

/// <summary>Where the case went (办理结果).</summary>
public sealed record TaskDone(long CaseId, IReadOnlyList<NextStep> NextSteps, string ClockEffect);

/// <summary>A step that begins, and who may do it.</summary>
public sealed record NextStep(string StepName, IReadOnlyList<string> Assignees);
