namespace Guotu.Browser.Tests;

/// <summary>What the applicant wrote on the form.</summary>
internal static class IntakeForm
{
    public static IReadOnlyDictionary<string, string> Fields(string project) => new Dictionary<string, string>
    {
        ["projectName"] = project,
        ["investmentCode"] = "2406-610724-04-01-118327",
        ["approvalKind"] = "approval",
        ["basis"] = "西乡县国民经济和社会发展第十四个五年规划",
        ["scale"] = "新建道路 1.2 公里",
        ["builder"] = "西乡县交通运输局",
        ["creditCode"] = "91350100M000100Y43",
        ["contactName"] = "李明",
        ["contactPhone"] = "13800000000",
        ["location"] = "城北街道",
        ["landUse"] = "公路用地",
        ["ownership"] = "collective",
        ["totalArea"] = "1.0000",
    };
}
