<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se">
  <NamedLayer>
    <se:Name>DEM</se:Name>
    <UserStyle>
      <se:Name>default</se:Name>
      <se:Description><se:Title>分层设色与山体阴影</se:Title></se:Description>
      <se:CoverageStyle><se:Rule><se:RasterSymbolizer>
        <se:ColorMap><se:Interpolate fallbackValue="#FFFFFF">
          <se:LookupValue>Rasterdata</se:LookupValue>
          <se:InterpolationPoint><se:Data>300</se:Data><se:Value>#5E9A5B</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>500</se:Data><se:Value>#9DC183</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>800</se:Data><se:Value>#DCDDA0</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>1200</se:Data><se:Value>#D9BC80</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>1700</se:Data><se:Value>#B98C5E</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>2300</se:Data><se:Value>#8F6A4E</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>3500</se:Data><se:Value>#EDE8E3</se:Value></se:InterpolationPoint>
        </se:Interpolate></se:ColorMap>
        <se:ShadedRelief><se:ReliefFactor>1.5</se:ReliefFactor></se:ShadedRelief>
        <VendorOption name="azimuth">315</VendorOption>
        <VendorOption name="altitude">45</VendorOption>
        <VendorOption name="resampling">bilinear</VendorOption>
      </se:RasterSymbolizer></se:Rule></se:CoverageStyle>
    </UserStyle>
    <UserStyle>
      <se:Name>tint</se:Name>
      <se:Description><se:Title>分层设色</se:Title></se:Description>
      <se:CoverageStyle><se:Rule><se:RasterSymbolizer>
        <se:ColorMap><se:Interpolate fallbackValue="#FFFFFF">
          <se:LookupValue>Rasterdata</se:LookupValue>
          <se:InterpolationPoint><se:Data>300</se:Data><se:Value>#5E9A5B</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>500</se:Data><se:Value>#9DC183</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>800</se:Data><se:Value>#DCDDA0</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>1200</se:Data><se:Value>#D9BC80</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>1700</se:Data><se:Value>#B98C5E</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>2300</se:Data><se:Value>#8F6A4E</se:Value></se:InterpolationPoint>
          <se:InterpolationPoint><se:Data>3500</se:Data><se:Value>#EDE8E3</se:Value></se:InterpolationPoint>
        </se:Interpolate></se:ColorMap>
        <VendorOption name="resampling">bilinear</VendorOption>
      </se:RasterSymbolizer></se:Rule></se:CoverageStyle>
    </UserStyle>
    <UserStyle>
      <se:Name>hillshade</se:Name>
      <se:Description><se:Title>山体阴影</se:Title></se:Description>
      <se:CoverageStyle><se:Rule><se:RasterSymbolizer>
        <se:ShadedRelief><se:ReliefFactor>1</se:ReliefFactor></se:ShadedRelief>
        <VendorOption name="azimuth">315</VendorOption>
        <VendorOption name="altitude">45</VendorOption>
        <VendorOption name="resampling">nearest</VendorOption>
      </se:RasterSymbolizer></se:Rule></se:CoverageStyle>
    </UserStyle>
    <UserStyle>
      <se:Name>slope</se:Name>
      <se:Description><se:Title>坡度分级(2°、6°、15°、25°)</se:Title></se:Description>
      <se:CoverageStyle><se:Rule><se:RasterSymbolizer>
        <se:ColorMap><se:Categorize fallbackValue="#FFFFFF">
          <se:LookupValue>Slope</se:LookupValue>
          <se:Value>#F1F4F7</se:Value>
          <se:Threshold>2</se:Threshold><se:Value>#C6DBEF</se:Value>
          <se:Threshold>6</se:Threshold><se:Value>#7FB2D9</se:Value>
          <se:Threshold>15</se:Threshold><se:Value>#3A7DB8</se:Value>
          <se:Threshold>25</se:Threshold><se:Value>#123F73</se:Value>
        </se:Categorize></se:ColorMap>
        <VendorOption name="resampling">nearest</VendorOption>
      </se:RasterSymbolizer></se:Rule></se:CoverageStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
