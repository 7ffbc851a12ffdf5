using System.ComponentModel.DataAnnotations;
using Guotu.Kernel.Time;
using Guotu.Operations.Evidence;
using Guotu.Operations.FillByHand;

namespace Guotu.Operations.ReadReport;

/// <summary>The form of a run for the page (测评表).</summary>
public sealed record FormView(string Node, Instant At, string By, bool Demonstration, IReadOnlyList<FormStandard> Standards, IReadOnlyList<FormCheck> Checks)
{
    internal static FormView Of(EvidenceForm form) => new(
        form.Node,
        form.At,
        form.By,
        form.Demonstration,
        [.. form.Standards.Select(s => new FormStandard(s.Code, s.Title, s.Version, s.Counts, [.. s.Groups.SelectMany(g => g.Answers.Select(a => FormClause.Of(g.Title, a)))]))],
        [.. form.Runs.Select(r => new FormCheck(r.Code, r.Title, r.Command, r.At, AnswerCodes.Of(r.Outcome.Result), r.Outcome.Summary))]);
}

/// <summary>A standard with its clauses in the standard's order.</summary>
public sealed record FormStandard(string Code, string Title, string Version, AnswerCounts Counts, IReadOnlyList<FormClause> Clauses);

/// <summary>A clause with its answer.</summary>
/// <param name="Group">Heading it stands under.</param>
/// <param name="Automatic">Answer without the person's; null where no person answered.</param>
/// <param name="ForPerson">Whether a person may answer it.</param>
public sealed record FormClause(
    string Id,
    string Group,
    string Title,
    string Text,
    string Who,
    [property: AllowedValues("met", "partly", "notMet", "manual", "notApplicable", "notProved")] string Result,
    [property: AllowedValues("met", "partly", "notMet", "manual", "notApplicable", "notProved")] string? Automatic,
    string Explanation,
    string? Rest,
    string? Step,
    string? Person,
    bool ForPerson,
    IReadOnlyList<string> Checks,
    HandView? Hand)
{
    internal static FormClause Of(string group, ClauseAnswer a) => new(
        a.Clause.Id, group, a.Clause.Title, a.Clause.Text, a.Clause.Who, AnswerCodes.Of(a.Result), a.Automatic is { } automatic ? AnswerCodes.Of(automatic) : null, a.Explanation,
        a.Clause.Rest, a.Clause.Step, a.Clause.Person, a.Clause.Reason is null, a.Checks, a.Hand is null ? null : HandView.Of(a.Hand));
}

/// <summary>A check that was run.</summary>
public sealed record FormCheck(
    string Code, string Title, string Command, Instant At, [property: AllowedValues("met", "partly", "notMet", "notProved")] string Result, string Summary);

/// <summary>What a person entered.</summary>
public sealed record HandView(
    string Standard,
    string Clause,
    [property: AllowedValues("met", "partly", "notMet", "notApplicable")] string Result,
    string Person,
    DateOnly LookedOn,
    string Note,
    string? AttachmentName,
    string? AttachmentSm3,
    string EnteredBy,
    Instant EnteredAt)
{
    internal static HandView Of(HandEntry e) => new(
        e.Standard, e.Clause, AnswerCodes.Of(e.Result), e.Person, e.LookedOn, e.Note, e.AttachmentName, e.AttachmentSm3, e.EnteredBy, e.EnteredAt);
}

/// <summary>Words of answers on the wire.</summary>
internal static class AnswerCodes
{
    public static string Of(ClauseResult result) => result switch
    {
        ClauseResult.Met => "met",
        ClauseResult.Partly => "partly",
        ClauseResult.NotMet => "notMet",
        ClauseResult.Manual => "manual",
        ClauseResult.NotApplicable => "notApplicable",
        _ => "notProved",
    };

    public static string Of(CheckResult result) => result switch
    {
        CheckResult.Met => "met",
        CheckResult.Partly => "partly",
        CheckResult.NotMet => "notMet",
        _ => "notProved",
    };
}
