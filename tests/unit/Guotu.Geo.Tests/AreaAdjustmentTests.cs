using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Areas;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

public sealed class AreaAdjustmentTests
{
    private static readonly AdjustmentRule Fine = new(2_500, new LegalArea(10_000), 1);
    private static readonly AdjustmentRule TwoDecimals = Fine with { UnitTenThousandths = 100 };

    [Fact]
    public void Patches_of_a_village_sum_to_its_control_area_in_proportion_to_their_areas()
    {
        var adjusted = Adjust(TwoDecimals, 1_000.03m, 500.00m, 300.00m, 200.00m);
        // 500.015, 300.009 and 200.006: two hundredths go to the remainders 0.9 and 0.6.
        Assert.Equal([500.01m, 300.01m, 200.01m], adjusted.Parts.Select(p => p.Adjusted.SquareMetres));
        Assert.Equal(-0.03m, adjusted.Closure.SquareMetres);
    }

    [Fact]
    public void Equal_remainders_go_to_the_larger_part_and_then_to_the_lesser_id()
    {
        Assert.Equal([100.01m, 100.00m, 100.00m], Adjust(TwoDecimals, 300.01m, 100m, 100m, 100m).Parts.Select(p => p.Adjusted.SquareMetres));
        Assert.Equal([100.00m, 300.01m], Adjust(TwoDecimals, 400.01m, 100m, 300m).Parts.Select(p => p.Adjusted.SquareMetres));
    }

    [Fact]
    public void A_closure_error_above_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        // 2,500 per million of 1,000 m² is 2.5 m².
        var refused = AreaAdjustment.Adjust("城东村", Area(1_000m), Parts(1_002.5001m), Fine).Error!;
        Assert.Equal(GeoErrors.ClosureExceedsLimit, refused.Code);
        Assert.Contains("城东村", refused.Text, StringComparison.Ordinal);
        Assert.Contains("2.5001", refused.Text, StringComparison.Ordinal);
        Assert.True(AreaAdjustment.Adjust("城东村", Area(1_000m), Parts(1_002.5m), Fine).IsSuccess);
    }

    [Fact]
    public void What_can_not_be_adjusted_is_refused()
    {
        void Refused(LegalArea control, AdjustmentRule rule, params AreaPart[] parts) =>
            Assert.Equal(GeoErrors.AdjustmentUnusable, AreaAdjustment.Adjust("村", control, parts, rule).Error!.Code);
        Refused(Area(1m), Fine);
        Refused(LegalArea.Zero, Fine, new AreaPart(1, Area(1m)));
        Refused(Area(1m), Fine, new AreaPart(1, LegalArea.Zero));
        Refused(Area(1m), Fine, new AreaPart(1, Area(-1m)), new AreaPart(2, Area(2m)));
        Refused(Area(2m), Fine, new AreaPart(1, Area(1m)), new AreaPart(1, Area(1m)));
        Refused(Area(1.001m), TwoDecimals, new AreaPart(1, Area(1m)));
    }

    [Fact]
    public void Parts_sum_exactly_stay_within_one_unit_of_their_proportion_and_do_not_depend_on_their_order()
    {
        var cases = from count in Gen.Choose(1, 300)
                    from areas in Gen.Choose(1, int.MaxValue).ArrayOf(count)
                    from ppm in Gen.Choose(-2_400, 2_400)
                    from unit in Gen.Elements(1, 100, 10_000)
                    select (areas, ppm, unit);
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var sum = given.areas.Sum(a => (long)a);
            var control = Math.Max(given.unit, (sum + (sum * given.ppm / 1_000_000)) / given.unit * given.unit);
            var rule = new AdjustmentRule(2_500, new LegalArea(20_000), given.unit);
            var parts = given.areas.Select((a, i) => new AreaPart(i, new LegalArea(a))).ToList();
            var adjusted = AreaAdjustment.Adjust("村", new LegalArea(control), parts, rule).Value;
            Assert.Equal(control, adjusted.Parts.Sum(p => p.Adjusted.TenThousandths));
            Assert.All(adjusted.Parts, p =>
            {
                Assert.Equal(0, p.Adjusted.TenThousandths % given.unit);
                Assert.True(Math.Abs(p.Adjusted.TenThousandths - ((decimal)p.Measured.TenThousandths * control / sum)) < given.unit);
            });
            parts.Reverse();
            Assert.Equal(adjusted.Parts, AreaAdjustment.Adjust("村", new LegalArea(control), parts, rule).Value.Parts);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void From_county_to_patch_every_unit_is_the_sum_of_its_parts()
    {
        var trees = from towns in Gen.Choose(1, 6)
                    from villages in Gen.Choose(1, 6)
                    from areas in Gen.Choose(1_000_000, 900_000_000).ArrayOf(towns * villages * 5)
                    from ppm in Gen.Choose(-500, 500)
                    select (towns, villages, areas, ppm);
        Prop.ForAll(trees.ToArbitrary(), given =>
        {
            var (id, patch) = (1L, 0);
            AreaUnitNode Patch() => new(++id, "图斑", new LegalArea(given.areas[patch++]), []);
            AreaUnitNode Village() => new(++id, "村", null, [.. Enumerable.Range(0, 5).Select(_ => Patch())]);
            AreaUnitNode Town() => new(++id, "镇", null, [.. Enumerable.Range(0, given.villages).Select(_ => Village())]);
            var county = new AreaUnitNode(1, "县", null, [.. Enumerable.Range(0, given.towns).Select(_ => Town())]);
            var sum = given.areas.Sum(a => (long)a);
            var control = new LegalArea((sum + (sum * given.ppm / 1_000_000)) / 100 * 100);
            var adjusted = AreaHierarchy.Adjust(county, control, TwoDecimals).Value;
            Assert.Equal(control, adjusted[1]);
            foreach (var unit in All(county).Where(u => u.Children.Count > 0))
            {
                Assert.Equal(adjusted[unit.Id].TenThousandths, unit.Children.Sum(c => adjusted[c.Id].TenThousandths));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_village_whose_patches_do_not_fit_it_stops_the_adjustment_by_name()
    {
        AreaUnitNode Leaf(long id, decimal area) => new(id, "图斑", Area(area), []);
        var county = new AreaUnitNode(1, "县", null, [new AreaUnitNode(2, "城东村", Area(1_000m), [Leaf(3, 900m)]), new AreaUnitNode(4, "城西村", Area(1_000m), [Leaf(5, 1_000m)])]);
        var refused = AreaHierarchy.Adjust(county, Area(2_000m), Fine).Error!;
        Assert.Equal(GeoErrors.ClosureExceedsLimit, refused.Code);
        Assert.Contains("城东村", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_column_adds_up_to_its_printed_total_in_every_unit()
    {
        var columns = from count in Gen.Choose(1, 200)
                      from areas in Gen.Choose(0, int.MaxValue).ArrayOf(count)
                      from form in Gen.Elements((AreaUnit.SquareMetre, 2), (AreaUnit.Hectare, 4), (AreaUnit.Mu, 2), (AreaUnit.Mu, 4))
                      select (areas, form);
        Prop.ForAll(columns.ToArbitrary(), given =>
        {
            var (unit, decimals) = given.form;
            var areas = given.areas.Select(a => new LegalArea(a)).ToArray();
            var (parts, total) = PublishedAreas.Of(areas, unit, decimals);
            Assert.Equal(total, parts.Sum());
            Assert.Equal(Math.Round(Value(new LegalArea(areas.Sum(a => a.TenThousandths)), unit), decimals, MidpointRounding.AwayFromZero), total);
            var step = decimals == 2 ? 0.01m : 0.0001m;
            Assert.All(parts.Zip(areas), p => Assert.True(Math.Abs(p.First - Value(p.Second, unit)) < step));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Three_thirds_of_a_mu_print_as_one_mu() =>
        Assert.Equal("0.34 0.33 0.33 = 1", Printed(PublishedAreas.Of([Area(222.2223m), Area(222.2222m), Area(222.2222m)], AreaUnit.Mu, 2)));

    private static string Printed((IReadOnlyList<decimal> Parts, decimal Total) column) =>
        FormattableString.Invariant($"{string.Join(" ", column.Parts)} = {column.Total:0.##}");

    private static decimal Value(LegalArea area, AreaUnit unit) => unit switch
    {
        AreaUnit.SquareMetre => area.SquareMetres,
        AreaUnit.Hectare => area.SquareMetres / 10_000m,
        _ => area.SquareMetres * 3m / 2_000m,
    };

    private static IEnumerable<AreaUnitNode> All(AreaUnitNode unit) => unit.Children.SelectMany(All).Prepend(unit);

    private static LegalArea Area(decimal squareMetres) => LegalArea.FromSquareMetres(squareMetres);

    private static AreaPart[] Parts(params decimal[] areas) => [.. areas.Select((a, i) => new AreaPart(i + 1, Area(a)))];

    private static AdjustedAreas Adjust(AdjustmentRule rule, decimal control, params decimal[] areas) =>
        AreaAdjustment.Adjust("村", Area(control), Parts(areas), rule).Value;
}
