namespace Guotu.Operations.FillByHand;

/// <summary>人工填写有效期: level three is assessed every year, so what somebody saw more than a year ago is to be looked at again.</summary>
public static class AnEntryCountsForAYear
{
    public static bool Counts(DateOnly lookedOn, DateOnly today) => lookedOn <= today && today < lookedOn.AddYears(1);
}
