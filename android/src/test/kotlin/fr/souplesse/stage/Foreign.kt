package fr.souplesse.stage

import android.content.Intent
import android.os.Parcel
import android.os.Parcelable

/** Something that only another app can unpack. */
class Foreign : Parcelable {
    override fun writeToParcel(
        parcel: Parcel,
        flags: Int,
    ) = parcel.writeInt(1)

    override fun describeContents() = 0
}

/** As it comes from another app. */
fun sent(intent: Intent): Intent {
    val parcel = Parcel.obtain()
    intent.writeToParcel(parcel, 0)
    parcel.setDataPosition(0)
    return Intent.CREATOR.createFromParcel(parcel)
}
