using FsCheck;
using FsCheck.Fluent;
using Guotu.Kernel.Labels;

namespace Guotu.Kernel.Tests;

/// <summary>Labels as the office uses them, and as a lattice.</summary>
public sealed class SecurityLabelTests
{
    private static readonly LabelScheme Scheme = LabelScheme.Shipped;

    private static readonly Gen<SecurityLabel> AnyLabel =
        from level in Gen.Choose(0, 3)
        from held in Gen.Elements("GR", "CH", "ZF", "KC").ListOf()
        select SecurityLabel.Of(level, held);

    [Fact]
    public void SubjectMustDominateLabel_asks_for_the_level_and_for_every_category()
    {
        var surveyed = SecurityLabel.Of(1, ["CH"]);

        Assert.True(SubjectMustDominateLabel.Holds(SecurityLabel.Of(1, ["CH", "GR"]), surveyed));
        Assert.True(SubjectMustDominateLabel.Holds(SecurityLabel.Of(2, ["CH"]), surveyed));
        Assert.False(SubjectMustDominateLabel.Holds(SecurityLabel.Of(2, []), surveyed));
        Assert.False(SubjectMustDominateLabel.Holds(SecurityLabel.Of(0, ["CH"]), surveyed));
        Assert.Equal("LBL-0003", SubjectMustDominateLabel.Breach(SecurityLabel.Of(2, []), surveyed, "这次审查")!.Code.Value);
    }

    [Fact]
    public void Dominance_is_a_partial_order()
    {
        Prop.ForAll(AnyLabel.ToArbitrary(), a => Dominates(a, a)).QuickCheckThrowOnFailure();
        Prop.ForAll(Pairs(), p => !(Dominates(p.A, p.B) && Dominates(p.B, p.A)) || p.A.Equals(p.B)).QuickCheckThrowOnFailure();
        Prop.ForAll(Triples(), t => !(Dominates(t.A, t.B) && Dominates(t.B, t.C)) || Dominates(t.A, t.C)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_join_is_the_least_label_that_dominates_both()
    {
        Prop.ForAll(Pairs(), p => Dominates(p.A.Join(p.B), p.A) && Dominates(p.A.Join(p.B), p.B)).QuickCheckThrowOnFailure();
        Prop.ForAll(Triples(), t => !(Dominates(t.C, t.A) && Dominates(t.C, t.B)) || Dominates(t.C, t.A.Join(t.B))).QuickCheckThrowOnFailure();
        Prop.ForAll(Triples(), t => t.A.Join(t.B).Join(t.C).Equals(t.C.Join(t.B.Join(t.A))) && t.A.Join(t.A).Equals(t.A)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_row_gives_back_the_label_that_was_written()
    {
        Prop.ForAll(AnyLabel.ToArbitrary(), l => SecurityLabel.OfRow(l.Level, l.CategoryText).Equals(l)).QuickCheckThrowOnFailure();
        Assert.False(SubjectMustDominateLabel.Holds(SecurityLabel.Of(9, ["GR", "CH"]), SecurityLabel.OfRow(0, "GR;CH")));
    }

    [Theory]
    [InlineData("秘密")]
    [InlineData("机密")]
    [InlineData(" 绝密 ")]
    [InlineData("机密★10年")]
    public void State_secrets_are_no_level_and_are_refused_by_their_name(string level) =>
        Assert.Equal("LBL-0001", Scheme.Read(level, []).Error!.Code.Value);

    [Theory]
    [InlineData("3", "")]
    [InlineData("-1", "")]
    [InlineData("", "")]
    [InlineData("核心", "")]
    [InlineData("1", "XX")]
    [InlineData("1", "GR,CH")]
    public void What_is_not_of_the_scheme_is_refused(string level, string category) =>
        Assert.Equal("LBL-0002", Scheme.Read(level, category.Length == 0 ? [] : [category]).Error!.Code.Value);

    [Theory]
    [InlineData("2")]
    [InlineData("敏感")]
    [InlineData("sensitive")]
    public void A_level_is_read_by_number_code_or_name(string level)
    {
        var label = Scheme.Read(level, ["ZF", "CH"]).Value;

        Assert.Equal("2:CH,ZF", label.ToString());
        Assert.Equal("敏感(测绘成果、执法)", Scheme.NameOf(label));
    }

    [Fact]
    public void Whoever_has_an_account_reads_cases_and_unlabelled_layers()
    {
        Assert.True(Dominates(Scheme.Floor, Scheme.Records));
        Assert.True(Dominates(Scheme.Floor, Scheme.Unlabelled));
        Assert.Equal("内部", Scheme.NameOf(Scheme.Floor));
    }

    [Theory]
    [InlineData("levels: [{level: 0, code: a, name: 公开}]\nfloor: 1")]
    [InlineData("levels: [{level: 0, code: a, name: 公开}, {level: 1, code: b, name: 机密}]\nrefused: [机密]")]
    [InlineData("levels: [{level: 0, code: a, name: 公开}]\ncategories: [{code: GR, name: 甲}, {code: GR, name: 乙}]")]
    [InlineData("levels: [{level: 0, code: a, name: 公开}, {level: 1, code: b, name: 内部}]\nfloor: 0\nrecords: 1")]
    public void A_scheme_that_contradicts_itself_is_not_used(string yaml) => Assert.Throws<FormatException>(() => LabelScheme.Parse(yaml));

    private static bool Dominates(SecurityLabel subject, SecurityLabel data) => SubjectMustDominateLabel.Holds(subject, data);

    private static Arbitrary<(SecurityLabel A, SecurityLabel B)> Pairs() => (from a in AnyLabel from b in AnyLabel select (a, b)).ToArbitrary();

    private static Arbitrary<(SecurityLabel A, SecurityLabel B, SecurityLabel C)> Triples() =>
        (from a in AnyLabel from b in AnyLabel from c in AnyLabel select (a, b, c)).ToArbitrary();
}
