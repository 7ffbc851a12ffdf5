using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.Database;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Testing.Database;

namespace Guotu.ComplianceReview.Tests;

/// <summary>Papers count only as they were written, and a paper about positions only for the very file that it names.</summary>
public sealed class PaperProofTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Error Doubt = new(Geo.GeoErrors.Gcj02Suspected, ("metres", 513), ("count", 40), ("fitting", 38));

    [Theory]
    [BothDatabases]
    public async Task A_forged_paper_refuses_the_review_and_its_replay_by_name(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var lot = await desk.LotAsync(950, 500);
        await desk.ReviewAsync(lot, 5, ReviewStage.Intake);
        desk.Layers.Doubt = Doubt;
        Later(desk);
        await AttestAsync(desk, lot, "S9");
        await AttestAsync(desk, lot, PositionMustBeTrusted.RuleOf(lot));
        var exemption = new Exemption(5, "land-preexamination", "S3", lot.FileDigest, "批文.pdf", "国家重点建设项目难以避让", "附补划方案");
        Assert.True((await desk.Units.RunAsync(ReviewDesk.Command, (work, ct) => desk.Reviews.ExemptAsync(work, exemption, ct), Never)).IsSuccess);
        Later(desk);
        var review = await desk.ReviewAsync(lot, 5);
        (string Table, string Edit, string Back)[] forgeries =
        [
            ("cr_attestation", "UPDATE cr_attestation SET rule_code = 'S6' WHERE rule_code = 'S9'", "UPDATE cr_attestation SET rule_code = 'S9' WHERE rule_code = 'S6'"),
            ("cr_attestation", "UPDATE cr_attestation SET valid_until = '2099-12-31' WHERE rule_code = 'S9'", "UPDATE cr_attestation SET valid_until = '2027-01-01' WHERE rule_code = 'S9'"),
            ("cr_attestation", "UPDATE cr_attestation SET answer_code = 'conflict' WHERE rule_code = 'S9'", "UPDATE cr_attestation SET answer_code = 'compliant' WHERE rule_code = 'S9'"),
            ("cr_attestation", "UPDATE cr_attestation SET by_name = '局长' WHERE rule_code = 'S9'", "UPDATE cr_attestation SET by_name = '李建国' WHERE rule_code = 'S9'"),
            ("cr_exemption", "UPDATE cr_exemption SET rule_code = 'S4'", "UPDATE cr_exemption SET rule_code = 'S3'"),
            ("cr_position_paper", "UPDATE cr_position_paper SET case_id = 5, file_digest = REPLACE(file_digest, SUBSTR(file_digest, 1, 4), 'zzzz')", string.Empty),
        ];
        foreach (var (table, edit, back) in forgeries)
        {
            await desk.TamperAsync(edit);

            var refused = (await desk.Reviews.PrepareAsync(new ReviewRequest("land-preexamination", lot, ReviewStage.Manual, 5), Never)).Error!;
            Assert.Equal(DatabaseErrors.RowTampered, refused.Code);
            Assert.Contains(table, refused.Text, StringComparison.Ordinal);
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.Get<Replay>().RunAsync(review.ReviewId, DataScope.WholeNode, Never)).Error!.Code);
            if (back.Length > 0)
            {
                await desk.TamperAsync(back);
                Assert.True((await desk.Get<Replay>().RunAsync(review.ReviewId, DataScope.WholeNode, Never)).Value.Same);
            }
        }
    }

    [Theory]
    [BothDatabases]
    public async Task The_coordinate_file_and_the_rules_of_a_verdict_are_held_and_no_others(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        var (lot, other) = (await desk.LotAsync(950, 500), await desk.LotAsync(700, 300));
        Task<bool> HoldsAsync(string digest) => HeldAsync(desk, digest);
        Assert.False(await HoldsAsync(lot.FileDigest));

        var review = await desk.ReviewAsync(lot, 5, ReviewStage.Intake);

        Assert.True(await HoldsAsync(lot.FileDigest));
        Assert.True(await HoldsAsync(review.Verdict.RuleDigest));
        Assert.False(await HoldsAsync(other.FileDigest));
    }

    [Fact]
    public async Task A_text_where_a_number_is_due_refuses_too()
    {
        await using var desk = await ReviewDesk.OpenAsync("sqlite");
        var lot = await desk.LotAsync(950, 500);
        await AttestAsync(desk, lot, "S9");
        await desk.TamperAsync("UPDATE cr_attestation SET by_user_id = 'sieben'");
        Later(desk);

        var refused = await desk.Reviews.PrepareAsync(new ReviewRequest("land-preexamination", lot, ReviewStage.Manual, 5), Never);

        Assert.Equal(DatabaseErrors.RowTampered, refused.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_file_that_comes_back_to_the_case_is_vouched_for_anew_and_no_paper_is_given_for_one_that_has_left_it(string provider)
    {
        await using var desk = await ReviewDesk.OpenAsync(provider);
        desk.Layers.Doubt = Doubt;
        var (first, second) = (await desk.LotAsync(950, 500), await desk.LotAsync(940, 500));
        await desk.ReviewAsync(first, 5, ReviewStage.Intake);
        Later(desk);
        await AttestAsync(desk, first, PositionMustBeTrusted.RuleOf(first));
        Later(desk);
        var vouched = await desk.ReviewAsync(first, 5);
        Assert.Equal(CheckStatus.Compliant, vouched.Verdict.Checks[0].Status);

        await desk.ReviewAsync(second, 5, ReviewStage.Intake);
        Later(desk);
        Assert.Equal(ReviewErrors.OtherCoordinates, (await TryAttestAsync(desk, first, PositionMustBeTrusted.RuleOf(first))).Error!.Code);
        Assert.Equal(CheckStatus.Undetermined, (await desk.ReviewAsync(first, 5, ReviewStage.Intake)).Verdict.Checks[0].Status);
        Later(desk);
        Assert.Equal(CheckStatus.Undetermined, (await desk.ReviewAsync(first, 5)).Verdict.Checks[0].Status);

        await AttestAsync(desk, first, PositionMustBeTrusted.RuleOf(first));
        Later(desk);
        Assert.Equal(CheckStatus.Compliant, (await desk.ReviewAsync(first, 5)).Verdict.Checks[0].Status);
        Assert.True((await desk.Get<Replay>().RunAsync(vouched.ReviewId, DataScope.WholeNode, Never)).Value.Same);
    }

    [Fact]
    public async Task A_paper_from_before_files_were_named_does_not_count()
    {
        await using var desk = await ReviewDesk.OpenAsync("sqlite");
        desk.Layers.Doubt = Doubt;
        var lot = await desk.LotAsync(950, 500);
        await desk.ReviewAsync(lot, 5, ReviewStage.Intake);
        Later(desk);
        await AttestAsync(desk, lot, PositionMustBeTrusted.RuleOf(lot));
        await desk.TamperAsync("DELETE FROM cr_position_paper");
        Later(desk);

        Assert.Equal((CheckStatus.Undetermined, "position-doubtful"), (await desk.ReviewAsync(lot, 5)).Verdict.Checks[0] is var check ? (check.Status, check.ReasonCode) : default);
    }

    [Fact]
    public void Another_file_under_the_same_ten_digits_is_not_vouched_for_and_an_earlier_paper_does_not_stand_in()
    {
        var input = new VerdictInput(new string('a', 64), "地块.txt", "asWritten", 36);
        var (rule, reading) = (PositionMustBeTrusted.RuleOf(input), PositionMustBeTrusted.ReadingOf(input));
        Assert.Equal((64, "WZ" + reading[..10]), (reading.Length, rule));
        var (filed, given) = (Instant.StartOf(new DateOnly(2026, 3, 2)), Instant.StartOf(new DateOnly(2026, 3, 3)));
        AttestationOnFile Paper(string? of, Instant at) =>
            new(rule, CheckStatus.Compliant, new AttestationUsed(1, "d", new DateOnly(2027, 1, 1), "李建国", "核对表.pdf")) { GivenAt = at, Reading = of };
        var sound = Paper(reading, given);
        var collided = reading[..10] + new string('0', 54);

        Assert.Equal([sound], PositionMustBeTrusted.Counting(input, [sound], filed));
        Assert.Empty(PositionMustBeTrusted.Counting(input, [Paper(collided, given)], filed));
        Assert.Empty(PositionMustBeTrusted.Counting(input, [sound, Paper(collided, given)], filed));
        Assert.Empty(PositionMustBeTrusted.Counting(input, [sound, Paper(null, given)], filed));
        Assert.Empty(PositionMustBeTrusted.Counting(input, [Paper(reading, filed)], filed));
        Assert.Empty(PositionMustBeTrusted.Counting(input, [sound], null));
    }

    private static void Later(ReviewDesk desk) => desk.Clock.Advance(TimeSpan.FromMinutes(1));

    private static async Task AttestAsync(ReviewDesk desk, VerdictInput lot, string rule) =>
        Assert.True((await TryAttestAsync(desk, lot, rule)).IsSuccess);

    private static Task<Result> TryAttestAsync(ReviewDesk desk, VerdictInput lot, string rule)
    {
        var paper = new Attestation(5, "land-preexamination", rule, CheckStatus.Compliant, lot.FileDigest, rule + "意见.pdf", new DateOnly(2027, 1, 1), "无异议");
        return desk.Units.RunAsync(ReviewDesk.Command, (work, ct) => desk.Reviews.AttestAsync(work, paper, ct), Never);
    }

    private static async Task<bool> HeldAsync(ReviewDesk desk, string digest)
    {
        await using var session = await desk.Units.ReadAsync(DataScope.WholeNode, Never);
        return await desk.Get<IEnumerable<IFileHolder>>().Single().HoldsAsync(session, digest, Never);
    }
}
