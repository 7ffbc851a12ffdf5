using System.Globalization;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.ComplianceReview.Tests;

/// <summary>An officer reviews lots, papers come in, and someone tampers.</summary>
public sealed class ReviewTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_lot_on_protected_farmland_is_a_conflict_with_its_exact_area(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);

        var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));

        var check = review.Verdict.Checks.Single(c => c.Rule == "S3");
        Assert.Equal(CheckStatus.Conflict, check.Status);
        Assert.Equal(5_000m, check.PlaneArea!.Value.SquareMetres);
        Assert.Equal(500_000, check.ShareMillionths);
        Assert.Equal(Overall.Conflict, review.Verdict.Overall);
        Assert.True(review.Verdict.BlocksIssue);
        Assert.True(review.SignatureValid);
    }

    [Theory]
    [BothDatabases]
    public async Task A_clean_lot_waits_only_for_what_no_layer_can_answer(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);

        var review = await desk.ReviewAsync(await desk.LotAsync(4_950, 4_000));

        Assert.Equal(Overall.Undetermined, review.Verdict.Overall);
        Assert.All(review.Verdict.Checks.Where(c => c.Status == CheckStatus.Undetermined), c => Assert.Equal("not-attested", c.ReasonCode));
        Assert.Equal(
            [("0101", 5_000m), ("0103", 5_000m)],
            review.Verdict.Checks.Single(c => c.Rule == "S2").Classes.Select(c => (c.Code, c.PlaneArea.SquareMetres)));
    }

    [Theory]
    [BothDatabases]
    public async Task Papers_of_the_case_answer_what_no_layer_can_and_then_the_lot_is_compliant(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(4_950, 4_000);
        foreach (var rule in new[] { "S6", "S7", "S8", "S9", "S11", "S12", "S13", "S14" })
        {
            await AttestAsync(desk, lot, rule, new DateOnly(2027, 1, 1));
        }

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var review = await desk.ReviewAsync(lot, caseId: 5);

        Assert.Equal(Overall.Compliant, review.Verdict.Overall);
        Assert.False(review.Verdict.BlocksIssue);
        Assert.True((await ReplayAsync(desk, review)).Same);
    }

    [Theory]
    [BothDatabases]
    public async Task A_lot_suspected_of_the_offset_of_Internet_maps_is_measured_on_no_layer_and_its_replay_says_the_same(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        desk.Layers.Doubt = new Error(Geo.GeoErrors.Gcj02Suspected, ("metres", 513), ("count", 40), ("fitting", 38));

        var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));

        var computed = review.Verdict.Checks.Where(c => c.Layer is not null).ToList();
        Assert.NotEmpty(computed);
        Assert.All(computed, c => Assert.Equal((CheckStatus.Undetermined, "position-doubtful"), (c.Status, c.ReasonCode)));
        Assert.All(computed, c => Assert.Contains("GCJ-02", c.Reason, StringComparison.Ordinal));
        Assert.All(computed, c => Assert.Empty(c.Hits));
        Assert.True(review.Verdict.BlocksIssue);
        Assert.True((await ReplayAsync(desk, review)).Same);

        // What is found no more on the same revision is a difference, not a silence.
        desk.Layers.Doubt = null;
        Assert.False((await ReplayAsync(desk, review)).Same);
    }

    [Theory]
    [BothDatabases]
    public async Task An_officer_who_has_checked_the_positions_lets_a_suspected_lot_be_measured_and_is_named_in_the_verdict(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(950, 500);
        var sound = await desk.ReviewAsync(lot, caseId: 5, ReviewStage.Intake);
        desk.Layers.Doubt = new Error(Geo.GeoErrors.Gcj02Suspected, ("metres", 513), ("count", 40), ("fitting", 38));
        var suspected = await desk.ReviewAsync(lot, caseId: 5);
        var open = suspected.Verdict.Checks[0];
        Assert.Equal(("位置核对", CheckStatus.Undetermined, "position-doubtful"), (open.Name, open.Status, open.ReasonCode));
        Assert.Equal(Overall.Undetermined, suspected.Verdict.Overall);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await AttestAsync(desk, lot, open.Rule, new DateOnly(2027, 1, 1));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var vouched = await desk.ReviewAsync(lot, caseId: 5);

        var check = vouched.Verdict.Checks[0];
        Assert.Equal((CheckStatus.Compliant, ReviewDesk.Command.Actor.Name), (check.Status, check.Attested!.ByName));
        Assert.Contains("GCJ-02", check.Reason, StringComparison.Ordinal);
        Assert.Equal(sound.Verdict.Checks.Select(c => (c.Rule, c.Layer, c.Status, c.PlaneArea)), vouched.Verdict.Checks.Skip(1).Select(c => (c.Rule, c.Layer, c.Status, c.PlaneArea)));
        Assert.True((await ReplayAsync(desk, suspected)).Same);
        Assert.True((await ReplayAsync(desk, vouched)).Same);
        Assert.Contains(desk.Audit.Written, a => a.Summary.StartsWith("认定位置", StringComparison.Ordinal));

        // Other coordinates of the same case, and the same file read in another way, are not vouched for; nor is anything without a case.
        Assert.NotEqual(open.Rule, PositionMustBeTrusted.RuleOf(lot with { Axis = "northFirst" }));
        Assert.Equal(CheckStatus.Undetermined, (await desk.ReviewAsync(await desk.LotAsync(940, 500), caseId: 5)).Verdict.Checks[0].Status);
        Assert.Equal(CheckStatus.Undetermined, (await desk.ReviewAsync(lot)).Verdict.Checks[0].Status);
    }

    [Theory]
    [BothDatabases]
    public async Task An_officer_who_finds_the_offset_leaves_nothing_measured_and_a_paper_past_its_date_vouches_for_nothing(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        desk.Layers.Doubt = new Error(Geo.GeoErrors.Gcj02Suspected, ("metres", 513), ("count", 40), ("fitting", 38));
        var lot = await desk.LotAsync(950, 500);
        await desk.ReviewAsync(lot, caseId: 5, ReviewStage.Intake);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var rule = PositionMustBeTrusted.RuleOf(lot);
        var found = new Attestation(5, "land-preexamination", rule, CheckStatus.Conflict, lot.FileDigest, "核对表.pdf", new DateOnly(2026, 3, 3), "三个已知点都偏 513 米");
        Assert.True((await desk.Units.RunAsync(ReviewDesk.Command, (work, ct) => desk.Reviews.AttestAsync(work, found, ct), Never)).IsSuccess);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var offset = (await desk.ReviewAsync(lot, caseId: 5)).Verdict;
        desk.Clock.Advance(TimeSpan.FromDays(5));
        var later = (await desk.ReviewAsync(lot, caseId: 5)).Verdict;

        Assert.Equal((CheckStatus.Conflict, Overall.Conflict), (offset.Checks[0].Status, offset.Overall));
        Assert.All(offset.Checks.Where(c => c.Layer is not null), c => Assert.Equal("position-doubtful", c.ReasonCode));
        Assert.Equal("attestation-expired", later.Checks[0].ReasonCode);
        Assert.All(later.Checks.Where(c => c.Layer is not null), c => Assert.Empty(c.Hits));
        Assert.Equal(ReviewErrors.NotAttestable, (await TryAttestAsync(desk, lot, "WZ12", new DateOnly(2027, 1, 1))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_paper_can_not_answer_a_rule_that_is_computed_and_an_expired_one_answers_nothing(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(950, 500);

        Assert.Equal(ReviewErrors.NotAttestable, (await TryAttestAsync(desk, lot, "S3", new DateOnly(2027, 1, 1))).Error!.Code);
        Assert.Equal(ReviewErrors.PaperExpired, (await TryAttestAsync(desk, lot, "S9", new DateOnly(2026, 3, 1))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_exemption_by_paper_lets_a_conflict_be_issued_and_never_hides_it(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(950, 500);
        var exemption = new Exemption(5, "land-preexamination", "S3", lot.FileDigest, "国家重点项目批文.pdf", "国家重点建设项目难以避让", "附补划方案");
        Assert.True((await desk.Units.RunAsync(ReviewDesk.Command, (work, ct) => desk.Reviews.ExemptAsync(work, exemption, ct), Never)).IsSuccess);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var check = (await desk.ReviewAsync(lot, caseId: 5)).Verdict.Checks.Single(c => c.Rule == "S3");

        Assert.Equal(CheckStatus.Conflict, check.Status);
        Assert.NotNull(check.Exemption);
        Assert.False(check.BlocksIssue);
    }

    [Theory]
    [BothDatabases]
    public async Task Every_layer_that_fails_makes_its_checks_undetermined_and_blocks_issue(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(4_950, 4_000);
        foreach (var layer in new[] { "XZQ", "DLTB", "YJJBNT", "STBHHX", "CZKFBJ", "YSXZ", "YDBP", "GDDK", "LSYD" })
        {
            await using var fresh = await ReviewDesk.OpenAsync(provider);
            fresh.Layers.Fault(layer, new Error(LayerErrors.Unavailable, ("layer", layer)));

            var review = await fresh.ReviewAsync(await fresh.LotAsync(4_950, 4_000));

            Assert.All(review.Verdict.Checks.Where(c => c.Layer == layer), c => Assert.Equal((CheckStatus.Undetermined, "layer-unavailable"), (c.Status, c.ReasonCode)));
            Assert.Contains(review.Verdict.Checks, c => c.Layer == layer);
            Assert.True(review.Verdict.BlocksIssue);
            Assert.True((await ReplayAsync(fresh, review)).Same);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Replay_recomputes_the_same_verdict_from_pinned_revisions_after_the_layers_moved_on(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));
        desk.Layers.Commit("YJJBNT", HandMadeLayers.Feature(22, ReviewDesk.Box(0, 0, 10, 10)));
        desk.Clock.Advance(TimeSpan.FromDays(400));

        var outcome = await ReplayAsync(desk, review);

        Assert.True(outcome.Same, string.Join("; ", outcome.Differences));
        Assert.Equal(outcome.Digest, outcome.Recomputed);
    }

    [Theory]
    [BothDatabases]
    public async Task A_review_whose_data_moved_before_it_was_stored_is_not_stored(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var request = new ReviewRequest("land-preexamination", await desk.LotAsync(950, 500), ReviewStage.Manual, null);
        var prepared = (await desk.Reviews.PrepareAsync(request, Never)).Value;
        desk.Layers.Commit("YJJBNT", HandMadeLayers.Feature(22, ReviewDesk.Box(0, 0, 10, 10)));

        var stored = await desk.Units.RunAsync<long>(ReviewDesk.Command, (work, ct) => desk.Reviews.StoreAsync(work, prepared, ct), Never);

        Assert.Equal(ReviewErrors.DataMoved, stored.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Overwriting_any_stored_figure_makes_replay_say_that_it_is_not_the_same(string provider)
    {
        string[] edits =
        [
            "UPDATE cr_check SET plane_area = 1 WHERE rule_code = 'S3'",
            "UPDATE cr_check SET status_code = 'compliant' WHERE rule_code = 'S3'",
            "UPDATE cr_check SET ellipsoidal_area = ellipsoidal_area + 1 WHERE rule_code = 'S3'",
            "DELETE FROM cr_check WHERE rule_code = 'S4'",
            "UPDATE cr_review SET overall_code = 'compliant'",
            "UPDATE cr_review SET blocks_issue = 0",
            "UPDATE cr_review SET body_digest = REPLACE(body_digest, SUBSTR(body_digest, 1, 4), '0000')",
            "UPDATE cr_review SET verdict_json = REPLACE(verdict_json, '\"planeArea\":5000.0000', '\"planeArea\":0.0000')",
            "UPDATE cr_review SET verdict_json = REPLACE(verdict_json, '永久基本农田', '一般农田')",
            "UPDATE cr_review SET by_user_id = 8",
        ];
        foreach (var edit in edits)
        {
            await using var desk = await ReviewDesk.OpenAsync(provider);
            var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));
            Assert.True((await ReplayAsync(desk, review)).Same);

            await desk.TamperAsync(edit);

            var outcome = await ReplayAsync(desk, review);
            Assert.False(outcome.Same, edit);
            Assert.NotEmpty(outcome.Differences);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task The_report_is_a_paper_and_the_same_review_gives_the_same_bytes(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var review = await desk.ReviewAsync(await desk.LotAsync(950, 500));

        var first = await desk.Reviews.ReportAsync(review.ReviewId, Never);
        var second = await desk.Reviews.ReportAsync(review.ReviewId, Never);

        Assert.True(first.IsSuccess, first.Error?.Text + string.Join(";", first.Error?.Others.Select(o => o.Text) ?? []));
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(first.Value, 0, 4));
        Assert.Equal(first.Value, second.Value);
        if (Environment.GetEnvironmentVariable("GUOTU_KEEP_DOCUMENTS") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"review-{provider}.pdf"), first.Value, Never);
        }
    }

    private static async Task<ReplayOutcome> ReplayAsync(ReviewDesk desk, StoredReview review)
    {
        var outcome = await desk.Get<Replay>().RunAsync(review.ReviewId, DataScope.WholeNode, Never);
        Assert.True(outcome.IsSuccess, outcome.Error?.Text);
        return outcome.Value;
    }

    private static async Task AttestAsync(ReviewDesk desk, VerdictInput lot, string rule, DateOnly until) =>
        Assert.True((await TryAttestAsync(desk, lot, rule, until)).IsSuccess);

    private static Task<Result> TryAttestAsync(ReviewDesk desk, VerdictInput lot, string rule, DateOnly until)
    {
        var paper = new Attestation(
            5, "land-preexamination", rule, CheckStatus.Compliant, lot.FileDigest, rule + "意见.pdf", until, "无异议".ToString(CultureInfo.InvariantCulture));
        return desk.Units.RunAsync(ReviewDesk.Command, (work, ct) => desk.Reviews.AttestAsync(work, paper, ct), Never);
    }
}
