using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Rules;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Tests;

/// <summary>Each rule by itself, over findings made by hand.</summary>
public sealed class RuleTests
{
    private static readonly RuleSet Rules = new RuleSets(Path.GetTempPath() + "none").InForce("land-preexamination")!;

    [Fact]
    public void The_shipped_rules_name_every_check_of_the_matter() =>
        Assert.Equal(Enumerable.Range(1, 14).Select(i => $"S{i}"), Rules.Rules.Select(r => r.Code));

    [Theory]
    [InlineData("S1")]
    [InlineData("S2")]
    [InlineData("S3")]
    [InlineData("S4")]
    [InlineData("S5")]
    [InlineData("S10")]
    public void A_layer_in_trouble_makes_its_check_undetermined_with_the_reason(string code)
    {
        var check = Evaluate(code, new LayerFinding.Trouble("X", "某图层", "layer-stale", "某图层数据已过期 41 天"));

        Assert.Equal(CheckStatus.Undetermined, check.Status);
        Assert.Equal(("layer-stale", "某图层数据已过期 41 天"), (check.ReasonCode, check.Reason));
        Assert.True(check.BlocksIssue);
    }

    [Fact]
    public void ParcelMustNotOverlap_farmland_by_a_square_metre_and_a_half_is_a_conflict()
    {
        var check = Evaluate("S3", Read(Hit(15_000)));

        Assert.Equal(CheckStatus.Conflict, check.Status);
        Assert.Equal(15_000, check.PlaneArea!.Value.TenThousandths);
        Assert.Equal(150, check.ShareMillionths);
    }

    [Fact]
    public void ParcelMustNotOverlap_counts_no_sliver_but_shows_it()
    {
        var check = Evaluate("S3", Read(Hit(800, sliver: true)));

        Assert.Equal(CheckStatus.Compliant, check.Status);
        Assert.Equal("within-tolerance", check.ReasonCode);
        Assert.Single(check.Hits);
    }

    [Fact]
    public void ParcelMustNotOverlap_takes_a_declared_empty_layer_as_its_paper_says()
    {
        var check = Evaluate("S4", new LayerFinding.DeclaredEmpty("STBHHX", "生态保护红线", new DateOnly(2027, 1, 1), "无红线证明"));

        Assert.Equal((CheckStatus.Compliant, "declared-empty"), (check.Status, check.ReasonCode));
    }

    [Fact]
    public void ParcelMustLieInside_the_development_boundary_or_be_argued()
    {
        Assert.Equal(CheckStatus.Compliant, Evaluate("S5", Read(Hit(100_000_000))).Status);
        Assert.Equal(CheckStatus.Justify, Evaluate("S5", Read(Hit(60_000_000))).Status);
        Assert.Equal(CheckStatus.Justify, Evaluate("S5", Read()).Status);
    }

    [Fact]
    public void ParcelMustLieInsideCounty_or_conflict()
    {
        Assert.Equal(CheckStatus.Compliant, Evaluate("S1", Read(Hit(100_000_000))).Status);
        Assert.Equal((CheckStatus.Conflict, "outside-county"), Of(Evaluate("S1", Read(Hit(90_000_000)))));
        Assert.Equal((CheckStatus.Conflict, "outside-county"), Of(Evaluate("S1", Read())));
    }

    [Fact]
    public void DeclaredAreaMustAgree_within_a_square_metre_or_a_thousandth_whichever_is_larger()
    {
        Assert.Equal(CheckStatus.Compliant, Evaluate("S1", Read(Hit(100_000_000)), declared: 100_099_000).Status);
        Assert.Equal((CheckStatus.Conflict, "declared-area"), Of(Evaluate("S1", Read(Hit(100_000_000)), declared: 100_101_000)));
    }

    [Fact]
    public void LandUseMustCoverParcel_or_its_table_is_undetermined()
    {
        var whole = Evaluate("S2", Read(Hit(60_000_000, "0101"), Hit(40_000_000, "0103")));
        Assert.Equal(CheckStatus.Information, whole.Status);
        Assert.Equal(["0101", "0103"], whole.Classes.Select(c => c.Code));
        Assert.Equal((CheckStatus.Undetermined, "coverage-gap"), Of(Evaluate("S2", Read(Hit(60_000_000, "0101")))));
        Assert.Equal((CheckStatus.Undetermined, "layer-overlaps-itself"), Of(Evaluate("S2", Read(Hit(60_000_000, "0101"), Hit(60_000_000, "0103")))));
        Assert.Equal((CheckStatus.Undetermined, "class-missing"), Of(Evaluate("S2", Read(Hit(100_000_000)))));
    }

    [Fact]
    public void RuleMustBeAttested_until_its_paper_expires()
    {
        var rule = Rules.Find("S9")!;
        var paper = new AttestationOnFile("S9", CheckStatus.Compliant, new AttestationUsed(1, "d", new DateOnly(2026, 6, 30), "李建国", "压矿核查意见.pdf"));

        Assert.Equal(CheckStatus.Undetermined, RuleMustBeAttested.Evaluate(rule, Parcel(), null, new DateOnly(2026, 6, 1)).Status);
        Assert.Equal(CheckStatus.Compliant, RuleMustBeAttested.Evaluate(rule, Parcel(), paper, new DateOnly(2026, 6, 30)).Status);
        Assert.Equal("attestation-expired", RuleMustBeAttested.Evaluate(rule, Parcel(), paper, new DateOnly(2026, 7, 1)).ReasonCode);
    }

    [Fact]
    public void Conflict_comes_before_undetermined_before_compliant()
    {
        Assert.Equal(Overall.Conflict, Overalls(CheckStatus.Compliant, CheckStatus.Undetermined, CheckStatus.Conflict));
        Assert.Equal(Overall.Undetermined, Overalls(CheckStatus.Compliant, CheckStatus.Undetermined, CheckStatus.Justify));
        Assert.Equal(Overall.Compliant, Overalls(CheckStatus.Compliant, CheckStatus.Information, CheckStatus.Justify));
    }

    [Fact]
    public void A_share_never_exceeds_the_whole_and_a_tiny_area_is_never_shown_as_nothing()
    {
        Assert.Equal(1_000_000, CheckShape.Share(new LegalArea(100_000_001), new LegalArea(100_000_000)));
        Assert.Equal("<0.01 m²", CheckShape.Text(new LegalArea(3)));
    }

    [Theory]
    [InlineData("kind: must-not-overlap", "kind: must-not-overlop")]
    [InlineData("severity: conflict", "severity: mild")]
    [InlineData("authority:", "autority:")]
    [InlineData("plan: GHFQ", "plan:")]
    [InlineData("""codes: ["420", "430"]""", "codes: []")]
    [InlineData("sliverWidth", "sliverWidht")]
    public void A_rule_file_that_is_half_understood_is_not_used(string text, string slip)
    {
        var file = System.Text.Encoding.UTF8.GetString(Rules.FileBytes);
        var at = file.IndexOf(text, StringComparison.Ordinal);
        var bad = file[..at] + slip + file[(at + text.Length)..];

        Assert.ThrowsAny<Exception>(() => RuleSetReader.Read(System.Text.Encoding.UTF8.GetBytes(bad)));
    }

    [Fact]
    public void ParcelInGuardedZoneMustBePlanned_asks_the_plan_only_where_the_parcel_meets_such_a_zone()
    {
        var zones = Rules.Find("S5")!.Guarded!;

        Assert.False(ParcelInGuardedZoneMustBePlanned.Meets(zones, Read(Zone(100_000_000, "411"))));
        Assert.True(ParcelInGuardedZoneMustBePlanned.Meets(zones, Read(Zone(60_000_000, "411"), Zone(40_000_000, "420"))));
        Assert.True(ParcelInGuardedZoneMustBePlanned.Meets(zones, Read(Zone(100_000_000, "430"))));
        Assert.True(ParcelInGuardedZoneMustBePlanned.Meets(zones, Read(Hit(100_000_000))));
        Assert.False(ParcelInGuardedZoneMustBePlanned.Meets(zones, Read(Zone(100_000_000, "411"), Hit(3_000, sliver: true))));
    }

    [Fact]
    public void ParcelInGuardedZoneMustBePlanned_is_to_be_argued_on_a_plan_that_covers_it_and_undetermined_on_any_other()
    {
        var boundary = Read(Zone(100_000_000, "420"));
        VerdictCheck On(LayerFinding plan) => ParcelInGuardedZoneMustBePlanned.Evaluate(Rules.Find("S5")!, Parcel(), boundary, plan);

        Assert.Equal((CheckStatus.Justify, "guarded-zone"), Of(On(Read(Zone(100_000_000, "400")))));
        Assert.Equal("图斑 10,000.00 m²;某图层:图斑 10,000.00 m²", On(Read(Zone(100_000_000, "400"))).Reason);
        Assert.Equal((CheckStatus.Undetermined, "coverage-gap"), Of(On(Read(Zone(60_000_000, "400")))));
        Assert.Equal((CheckStatus.Undetermined, "layer-overlaps-itself"), Of(On(Read(Zone(60_000_000, "400"), Zone(60_000_000, "300")))));
        Assert.Equal((CheckStatus.Undetermined, "plan-empty"), Of(On(new LayerFinding.DeclaredEmpty("GHFQ", "规划分区", new DateOnly(2027, 1, 1), "证明"))));
        Assert.Equal((CheckStatus.Undetermined, "layer-stale"), Of(On(new LayerFinding.Trouble("GHFQ", "规划分区", "layer-stale", "规划分区已过期"))));
    }

    internal static GridMultiPolygon Rectangle(long east, long north, long width, long height) => new(
        [new GridPolygon(new GridRing(
        [new(east, north), new(east + width, north), new(east + width, north + height), new(east, north + height)]))]);

    private static (CheckStatus Status, string? Reason) Of(VerdictCheck check) => (check.Status, check.ReasonCode);

    private static Overall Overalls(params CheckStatus[] statuses) => SampleVerdict.Of(
        statuses.Select(s => new VerdictCheck { Parcel = 1, Rule = "S", Name = "x", Status = s }).ToArray()).Overall;

    private static VerdictCheck Evaluate(string code, LayerFinding finding, long? declared = null)
    {
        var rule = Rules.Find(code)!;
        var parcel = Parcel(declared);
        return rule.Kind switch
        {
            RuleKind.ParcelInsideCounty => ParcelMustLieInsideCounty.Evaluate(rule, parcel, finding),
            RuleKind.LandClasses => LandUseMustCoverParcel.Evaluate(rule, parcel, finding),
            RuleKind.MustLieInside => ParcelMustLieInside.Evaluate(rule, parcel, finding),
            _ => ParcelMustNotOverlap.Evaluate(rule, parcel, finding),
        };
    }

    /// <summary>A hundred metres by a hundred: one hectare.</summary>
    private static VerdictParcel Parcel(long? declared = null) => new()
    {
        Number = 1,
        FileNumber = "1",
        Name = "一号地块",
        DeclaredArea = declared is { } d ? new LegalArea(d) : null,
        PlaneArea = new LegalArea(100_000_000),
        EllipsoidalArea = new LegalArea(100_000_000),
        Shape = Rectangle(364_785_000_000, 36_505_530_000, 1_000_000, 1_000_000),
    };

    private static LayerFinding.Read Read(params LayerHit[] hits) => new("X", "某图层", hits);

    private static LayerHit Zone(long area, string code) => Hit(area) with { StoredCode = code };

    private static LayerHit Hit(long area, string? code = null, bool sliver = false) =>
        new(new VerdictHit(area, "图斑", new LegalArea(area), new LegalArea(area), sliver, GridMultiPolygon.Empty), code, code);
}
